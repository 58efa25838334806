//! What `secrets` says of values that change.

use pocket_model::phrases;

phrases! {
    // where a value is
    waits() { en: "not in use", ja: "未反映", ko: "미반영" }
    stored(name) {
        en: "{name} is stored. What serves goes on with the value that it was released with.",
        ja: "{name} を保存しました。公開中のリリースは、リリース時の値を使い続けます。",
        ko: "{name}을(를) 저장했습니다. 서비스 중인 릴리스는 릴리스할 때의 값을 계속 씁니다."
    }
    renews() { en: "puts it into use now", ja: "今すぐ反映します", ko: "지금 반영합니다" }
    with_code() { en: "or with the code as it is here", ja: "または手元のコードとともに反映します", ko: "또는 현재 코드와 함께 반영합니다" }

    // steps
    connections() { en: "connections", ja: "接続", ko: "연결" }
    open() { en: "every database answers", ja: "すべてのデータベースが応答しました", ko: "모든 데이터베이스가 응답했습니다" }
    relay() { en: "relay role", ja: "中継ロール", ko: "중계 역할" }
    relay_made(role) { en: "{role} made", ja: "{role} を作成しました", ko: "{role}을(를) 만들었습니다" }
    relay_dropped(role) { en: "{role} dropped", ja: "{role} を削除しました", ko: "{role}을(를) 삭제했습니다" }
    password() { en: "password", ja: "パスワード", ko: "비밀번호" }
    password_changed(role) { en: "of {role} changed", ja: "{role} のパスワードを変更しました", ko: "{role}의 비밀번호를 바꿨습니다" }
    draining(seconds) {
        en: "waiting {seconds} s for requests that the former release still answers",
        ja: "以前のリリースが応答中のリクエストを {seconds} 秒待ちます",
        ko: "이전 릴리스가 응답 중인 요청을 {seconds}초 기다립니다"
    }

    // how it ended
    rotated(name) { en: "{name} is rotated: the site runs with the new value.", ja: "{name} を更新しました。サイトは新しい値で動作しています。", ko: "{name}을(를) 교체했습니다. 사이트가 새 값으로 동작합니다." }
    gone_back(name) { en: "{name} is back at its former value, and the site runs with it.", ja: "{name} を以前の値に戻しました。サイトはその値で動作しています。", ko: "{name}을(를) 이전 값으로 되돌렸습니다. 사이트가 그 값으로 동작합니다." }
    finished(name) { en: "The former {name} is no longer accepted.", ja: "以前の {name} は受け付けられなくなりました。", ko: "이전 {name}은(는) 더 이상 받아들여지지 않습니다." }
    accepts_former(name) {
        en: "What the former {name} has signed is accepted until the next rotation, or until:",
        ja: "以前の {name} で署名されたものは、次の更新まで、または次のコマンドを実行するまで受け付けられます:",
        ko: "이전 {name}(으)로 서명한 것은 다음 교체 때까지, 또는 다음 명령을 실행할 때까지 받아들여집니다:"
    }
    shared_with(stage, name) {
        en: "Stage `{stage}` reads {name} too, and goes on with the former value until:",
        ja: "ステージ `{stage}` も {name} を読み、次のコマンドを実行するまで以前の値を使います:",
        ko: "스테이지 `{stage}`도 {name}을(를) 읽으며 다음 명령을 실행할 때까지 이전 값을 씁니다:"
    }

    // why not
    kept_elsewhere(name, stage) { en: "`{name}` is kept by stage `{stage}`", ja: "`{name}` はステージ `{stage}` が管理しています", ko: "`{name}`은(는) 스테이지 `{stage}`이(가) 관리합니다" }
    source_unchanged(name, source) {
        en: "{source} still has the value of `{name}` that is in use",
        ja: "{source} の値は、使用中の `{name}` と同じです",
        ko: "{source}의 값이 사용 중인 `{name}`과(와) 같습니다"
    }
    source_is_empty(name, source) { en: "{source}, where `{name}` comes from, has no value", ja: "`{name}` の取得元 {source} に値がありません", ko: "`{name}`을(를) 가져오는 {source}에 값이 없습니다" }
    no_former(name) { en: "the store has no former value of `{name}`", ja: "ストアに `{name}` の以前の値がありません", ko: "저장소에 `{name}`의 이전 값이 없습니다" }
    nothing_to_finish(name) { en: "no former value of `{name}` is accepted", ja: "`{name}` の以前の値は受け付けられていません", ko: "`{name}`의 이전 값은 받아들여지고 있지 않습니다" }
    not_a_database(name, driver) { en: "`{name}` is set by `{driver}`, and is no database's", ja: "`{name}` は `{driver}` が設定するもので、データベースのものではありません", ko: "`{name}`은(는) `{driver}`이(가) 설정하며 데이터베이스의 것이 아닙니다" }
    not_a_uri(name) { en: "the value of `{name}` is no connection URI with a user and a password", ja: "`{name}` の値は、ユーザーとパスワードを含む接続 URI ではありません", ko: "`{name}`의 값이 사용자와 비밀번호가 있는 연결 URI가 아닙니다" }
    value_is_back(name) {
        en: "{name} has its former value again, in the store and where it is used",
        ja: "{name} は、ストアでも使用箇所でも以前の値に戻っています",
        ko: "{name}은(는) 저장소와 사용하는 곳에서 모두 이전 값으로 돌아갔습니다"
    }
    runs_on_relay(role) {
        en: "the site is served with the role {role} until this is finished or taken back",
        ja: "完了するか取り消すまで、サイトはロール {role} で動作します",
        ko: "완료하거나 되돌릴 때까지 사이트는 역할 {role}(으)로 동작합니다"
    }
    finishes_it() { en: "finishes it", ja: "完了します", ko: "완료합니다" }
    takes_it_back() { en: "takes it back", ja: "取り消します", ko: "되돌립니다" }
    no_connection(error) { en: "the new version cannot reach the database: {error}", ja: "新しいバージョンがデータベースに接続できません: {error}", ko: "새 버전이 데이터베이스에 연결할 수 없습니다: {error}" }
    database_refused(error) { en: "the database refused: {error}", ja: "データベースが拒否しました: {error}", ko: "데이터베이스가 거부했습니다: {error}" }
    unfinished_deploy(function) {
        en: "the last deploy did not finish: `{function}` is configured otherwise than what serves",
        ja: "前回のデプロイが完了していません。`{function}` の設定が公開中のものと異なります",
        ko: "지난 배포가 끝나지 않았습니다. `{function}`의 구성이 서비스 중인 것과 다릅니다"
    }
    code_is_gone(bucket) { en: "the code that serves is no longer in the bucket `{bucket}`", ja: "公開中のコードがバケット `{bucket}` にありません", ko: "서비스 중인 코드가 버킷 `{bucket}`에 없습니다" }
    image_is_gone(repository) { en: "the image that serves is no longer in the repository `{repository}`", ja: "公開中のイメージがリポジトリ `{repository}` にありません", ko: "서비스 중인 이미지가 저장소 `{repository}`에 없습니다" }
    still_used(name, stage, other) {
        en: "stage `{other}` reads the secret {name} of stage `{stage}`",
        ja: "ステージ `{other}` がステージ `{stage}` のシークレット {name} を読んでいます",
        ko: "스테이지 `{other}`이(가) 스테이지 `{stage}`의 시크릿 {name}을(를) 읽고 있습니다"
    }
}
