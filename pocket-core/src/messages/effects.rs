//! What the commands say that reach a cloud.

use pocket_model::phrases;

phrases! {
    not_deployed(stage, project) {
        en: "stage `{stage}` of project `{project}` is not deployed",
        ja: "プロジェクト `{project}` のステージ `{stage}` はデプロイされていません",
        ko: "프로젝트 `{project}`의 스테이지 `{stage}`이(가) 배포되지 않았습니다"
    }
    other_consent(given, name) {
        en: "`--delete-data {given}` does not name this stage, which is {name}",
        ja: "`--delete-data {given}` はこのステージ（{name}）の名前ではありません",
        ko: "`--delete-data {given}`은(는) 이 스테이지({name})의 이름이 아닙니다"
    }
    if_data_may_be_lost() { en: "if all its data may be lost", ja: "データがすべて失われてもよい場合", ko: "데이터가 모두 사라져도 되는 경우" }
    interrupted() {
        en: "interrupted: run the same command again, and it goes on from here",
        ja: "中断しました。同じコマンドをもう一度実行すると続きから再開します",
        ko: "중단되었습니다. 같은 명령을 다시 실행하면 이어서 진행합니다"
    }
    no_command(stage, name) { en: "stage `{stage}` has no command `{name}`", ja: "ステージ `{stage}` にコマンド `{name}` はありません", ko: "스테이지 `{stage}`에 명령 `{name}`이(가) 없습니다" }
    live_but(error) { en: "the release is live, but {error}", ja: "リリースは公開されましたが、失敗しました: {error}", ko: "릴리스는 서비스 중이지만 실패했습니다: {error}" }

    // destroy
    nothing_to_delete() { en: "There is nothing to delete.", ja: "削除するものはありません。", ko: "삭제할 것이 없습니다." }
    nothing_was_deleted() { en: "nothing was deleted", ja: "何も削除しませんでした", ko: "아무것도 삭제하지 않았습니다" }
    type_to_delete(name) { en: "Type {name} to delete all of it:", ja: "すべて削除するには {name} と入力してください:", ko: "모두 삭제하려면 {name}을(를) 입력하십시오:" }
    asks_without_terminal() {
        en: "`destroy` asks before it deletes, and there is no terminal",
        ja: "`destroy` は削除の前に確認しますが、端末がありません",
        ko: "`destroy`는 삭제하기 전에 확인하는데 터미널이 없습니다"
    }
    is_left(kind, name, stage) { en: "{kind} `{name}` of {stage} is left", ja: "{stage} の {kind} `{name}` が残っています", ko: "{stage}의 {kind} `{name}`이(가) 남아 있습니다" }
    run_again() { en: "run the same command again", ja: "同じコマンドをもう一度実行してください", ko: "같은 명령을 다시 실행하십시오" }

    // secrets
    set() { en: "set", ja: "設定済み", ko: "설정됨" }
    not_set() { en: "not set", ja: "未設定", ko: "미설정" }
    no_value(name) { en: "the secret `{name}` has no value", ja: "シークレット `{name}` に値がありません", ko: "시크릿 `{name}`에 값이 없습니다" }
    set_by_deploy(name, driver) {
        en: "`{name}` is set by the deploy, from `{driver}`",
        ja: "`{name}` はデプロイが `{driver}` から設定します",
        ko: "`{name}`은(는) 배포가 `{driver}`에서 설정합니다"
    }
    is_deleted(name) { en: "{name} is deleted.", ja: "{name} を削除しました。", ko: "{name}을(를) 삭제했습니다." }
    no_secret(stage, name) { en: "stage `{stage}` declares no secret `{name}`", ja: "ステージ `{stage}` にシークレット `{name}` の宣言はありません", ko: "스테이지 `{stage}`에 시크릿 `{name}` 선언이 없습니다" }
    did_you_mean(near) { en: "did you mean {near}?", ja: "{near} のことですか?", ko: "{near}입니까?" }
    declare_secret(name) { en: "write into the block: secret {name};", ja: "ブロックに書いてください: secret {name};", ko: "블록에 쓰십시오: secret {name};" }
    value_from_stdin() {
        en: "the value is read from standard input, so that it is neither shown nor kept in the shell's history",
        ja: "値は標準入力から読みます。画面にもシェルの履歴にも残さないためです",
        ko: "값은 표준 입력에서 읽습니다. 화면에도 셸 기록에도 남기지 않기 위해서입니다"
    }
    value_is_empty(name) { en: "the value of `{name}` is empty", ja: "`{name}` の値が空です", ko: "`{name}`의 값이 비어 있습니다" }

    // open
    no_browser(program) { en: "`{program}` could not open a browser", ja: "`{program}` でブラウザを開けませんでした", ko: "`{program}`(으)로 브라우저를 열 수 없습니다" }
    open_by_hand(url) { en: "open it by hand: {url}", ja: "手動で開いてください: {url}", ko: "직접 여십시오: {url}" }
}
