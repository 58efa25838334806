//! What the steps of a deploy say: on the left what a step is, on the right what it did.

use pocket_model::phrases;

phrases! {
    // what a step is
    resolve() { en: "resolve", ja: "依存解決", ko: "종속성 해석" }
    packages() { en: "packages", ja: "パッケージ", ko: "패키지" }
    dependencies() { en: "dependencies", ja: "依存パッケージ", ko: "종속 패키지" }
    start() { en: "start", ja: "起動", ko: "시작" }
    code() { en: "code", ja: "コード", ko: "코드" }
    secrets() { en: "secrets", ja: "シークレット", ko: "시크릿" }
    stacks() { en: "stacks", ja: "スタック", ko: "스택" }
    migrate() { en: "migrate", ja: "マイグレーション", ko: "마이그레이션" }
    smoke_test() { en: "smoke test", ja: "動作確認", ko: "동작 확인" }
    embedded_cloud() { en: "embedded cloud", ja: "組み込みクラウド", ko: "임베디드 클라우드" }

    // what it is at
    installing() { en: "installing", ja: "インストール中", ko: "설치 중" }
    compiling() { en: "compiling", ja: "コンパイル中", ko: "컴파일 중" }
    collecting() { en: "collecting static files", ja: "静的ファイルを収集中", ko: "정적 파일 수집 중" }
    preparing(stack) { en: "{stack}: preparing", ja: "{stack}: 準備中", ko: "{stack}: 준비 중" }
    waiting(stack) { en: "{stack}: waiting for the operation that is running", ja: "{stack}: 実行中の操作の完了を待っています", ko: "{stack}: 진행 중인 작업을 기다리는 중" }
    deleting(stack) { en: "{stack}: deleting", ja: "{stack}: 削除中", ko: "{stack}: 삭제 중" }
    packing() { en: "packing", ja: "圧縮中", ko: "압축 중" }
    left_by_failure(stack, status) {
        en: "{stack} is {status}: deleting what a failed operation left",
        ja: "{stack} は {status} です。失敗した操作が残したものを削除します",
        ko: "{stack}이(가) {status} 상태입니다. 실패한 작업이 남긴 것을 삭제합니다"
    }

    // what it did
    unchanged() { en: "unchanged", ja: "変更なし", ko: "변경 없음" }
    and_more(first, count) { en: "{first}, and {count} more", ja: "{first}、ほか {count} 件", ko: "{first}, 그 밖에 {count}건" }
    resolved(count, file) { en: "{count} packages from {file}", ja: "{file} から {count} パッケージ", ko: "{file}에서 패키지 {count}개" }
    installed() { en: "installed for the build", ja: "ビルド用にインストールしました", ko: "빌드용으로 설치했습니다" }
    built_for(size, platform) { en: "{size} for {platform}", ja: "{size}（{platform} 用）", ko: "{size}({platform}용)" }
    built_from(size, folder) { en: "{size} of {folder}", ja: "{size}（{folder}）", ko: "{size}({folder})" }
    this_machine() { en: "this machine", ja: "このマシン", ko: "이 컴퓨터" }
    generated(secret) { en: "secret {secret} generated", ja: "{secret} を生成", ko: "{secret} 생성" }
    taken(secret, source) { en: "secret {secret} from {source}", ja: "{secret} を {source} から設定", ko: "{secret}을(를) {source}에서 설정" }
    layer_version(number) { en: "layer version {number}", ja: "レイヤーのバージョン {number}", ko: "계층 버전 {number}" }
    stacks_unchanged(names) { en: "{names} unchanged", ja: "{names} 変更なし", ko: "{names} 변경 없음" }
    one_stack(names) { en: "1 stack: {names}", ja: "1 スタック: {names}", ko: "스택 1개: {names}" }
    some_stacks(count, names) { en: "{count} stacks: {names}", ja: "{count} スタック: {names}", ko: "스택 {count}개: {names}" }
    nothing_to_apply() { en: "nothing to apply", ja: "適用するものはありません", ko: "적용할 것이 없습니다" }
    one_applied() { en: "1 migration applied", ja: "マイグレーションを 1 件適用しました", ko: "마이그레이션 1개를 적용했습니다" }
    applied(count) { en: "{count} migrations applied", ja: "マイグレーションを {count} 件適用しました", ko: "마이그레이션 {count}개를 적용했습니다" }
    answers(path, status) { en: "GET {path} answers {status}", ja: "GET {path} の応答は {status}", ko: "GET {path}의 응답은 {status}" }
    check_warns(ids) { en: "check --deploy: {ids}", ja: "check --deploy: {ids}", ko: "check --deploy: {ids}" }
    stopped() { en: "stopped", ja: "停止しました", ko: "멈췄습니다" }
    deleted() { en: "deleted", ja: "削除しました", ko: "삭제했습니다" }

    // why a release failed
    could_not_run(command, error) {
        en: "`{command}` could not run: {error}",
        ja: "`{command}` を実行できませんでした: {error}",
        ko: "`{command}`을(를) 실행할 수 없습니다: {error}"
    }
    failed(command, place, error) { en: "`{command}` failed{place}: {error}", ja: "`{command}` が失敗しました{place}: {error}", ko: "`{command}`이(가) 실패했습니다{place}: {error}" }
    in_migration(name) { en: " in {name}", ja: "（{name}）", ko: "({name})" }
    exit_status(status) { en: "exit status {status}", ja: "終了ステータス {status}", ko: "종료 코드 {status}" }
    does_not_start(error) { en: "the new code does not start: {error}", ja: "新しいコードが起動しません: {error}", ko: "새 코드가 시작되지 않습니다: {error}" }
    raises(path, error) {
        en: "the new code fails at GET {path}: {error}",
        ja: "新しいコードは GET {path} で失敗しました: {error}",
        ko: "새 코드가 GET {path}에서 실패했습니다: {error}"
    }
    answers_badly(path, status) {
        en: "the new code answers GET {path} with status {status}",
        ja: "新しいコードは GET {path} にステータス {status} を返しました",
        ko: "새 코드가 GET {path}에 상태 {status}(으)로 응답했습니다"
    }
    answers_otherwise(path, status, expected) {
        en: "the new code answers GET {path} with status {status}, and `release` expects {expected}",
        ja: "新しいコードは GET {path} にステータス {status} を返しました。`release` が期待するのは {expected} です",
        ko: "새 코드가 GET {path}에 상태 {status}(으)로 응답했습니다. `release`가 기대하는 것은 {expected}입니다"
    }
    redirects(path, location) {
        en: "GET {path} redirects to {location}",
        ja: "GET {path} は {location} にリダイレクトします",
        ko: "GET {path}은(는) {location}(으)로 리디렉션합니다"
    }
    no_response(path) {
        en: "the new code answers GET {path} with no HTTP response",
        ja: "新しいコードは GET {path} に HTTP レスポンスを返しませんでした",
        ko: "새 코드가 GET {path}에 HTTP 응답을 하지 않았습니다"
    }
    check_refuses(why) {
        en: "`check --deploy` of the new code refuses: {why}",
        ja: "新しいコードの `check --deploy` が問題を見つけました: {why}",
        ko: "새 코드의 `check --deploy`가 문제를 찾았습니다: {why}"
    }
    still_serving(phase) {
        en: "the release stopped at `{phase}`: nobody has seen the new code, and what served before, if anything did, still serves. Mend it and run deploy again",
        ja: "リリースは「{phase}」で止まりました。新しいコードはまだ公開されていません。以前のリリースがあれば、それが公開されたままです。修正してもう一度デプロイしてください",
        ko: "릴리스가 '{phase}'에서 멈췄습니다. 새 코드는 아직 공개되지 않았고, 이전 릴리스가 있으면 그대로 서비스 중입니다. 고친 뒤 다시 배포하십시오"
    }
    migrated_already(names) {
        en: "the database has these migrations already, and what serves runs with them: {names}",
        ja: "データベースには次のマイグレーションが適用済みで、公開中のリリースはその状態で動いています: {names}",
        ko: "데이터베이스에는 다음 마이그레이션이 이미 적용되었고, 서비스 중인 릴리스는 그 상태로 동작합니다: {names}"
    }
    lock_not_given_back(error) {
        en: "the lock was not given back and runs out in a minute: {error}",
        ja: "ロックを解放できませんでした。1 分後に失効します: {error}",
        ko: "잠금을 해제하지 못했습니다. 1분 뒤에 만료됩니다: {error}"
    }
    also(message) { en: "also: {message}", ja: "さらに: {message}", ko: "또한: {message}" }
}
