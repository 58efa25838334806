//! What the command line says, in the languages of the catalogue.

#[cfg(feature = "deploy")]
pub(crate) mod canary;
#[cfg(feature = "deploy")]
mod effects;
pub(crate) mod image;
#[cfg(feature = "deploy")]
pub(crate) mod interactive;
#[cfg(feature = "deploy")]
pub(crate) mod logs;
#[cfg(feature = "deploy")]
pub(crate) mod manage;
#[cfg(feature = "deploy")]
pub(crate) mod reports;
pub(crate) mod rollback;
pub(crate) mod rotate;
#[cfg(feature = "deploy")]
pub(crate) mod safety;
#[cfg(feature = "deploy")]
pub(crate) mod steps;
#[cfg(feature = "deploy")]
pub(crate) mod transfer;
#[cfg(feature = "deploy")]
pub(crate) mod wheels;

#[cfg(feature = "deploy")]
pub use effects::*;
use pocket_model::phrases;

phrases! {
    // check, plan and deploy
    all_good(project, stages) {
        en: "{project}: the stages {stages} are good.",
        ja: "{project}: ステージ {stages} に問題はありません。",
        ko: "{project}: 스테이지 {stages}에 문제가 없습니다."
    }
    one_good(project, stage) {
        en: "{project}: the stage {stage} is good.",
        ja: "{project}: ステージ {stage} に問題はありません。",
        ko: "{project}: 스테이지 {stage}에 문제가 없습니다."
    }
    mistakes(count) { en: "the program has {count} mistakes", ja: "プログラムに {count} 件のエラーがあります", ko: "프로그램에 오류가 {count}개 있습니다" }
    one_mistake() { en: "the program has 1 mistake", ja: "プログラムに 1 件のエラーがあります", ko: "프로그램에 오류가 1개 있습니다" }
    denied(count) { en: "{count} warnings, and `--deny-warnings`", ja: "警告が {count} 件あります（`--deny-warnings`）", ko: "경고가 {count}개 있습니다(`--deny-warnings`)" }
    one_denied() { en: "1 warning, and `--deny-warnings`", ja: "警告が 1 件あります（`--deny-warnings`）", ko: "경고가 1개 있습니다(`--deny-warnings`)" }

    // loading a program and picking a stage
    variable_not_set(name) {
        en: "the environment variable {name} is not set, and the program takes a value from it",
        ja: "プログラムが値を取得する環境変数 {name} が設定されていません",
        ko: "프로그램이 값을 가져오는 환경 변수 {name}이(가) 설정되지 않았습니다"
    }
    variables_not_set(names) {
        en: "the environment variables {names} are not set, and the program takes values from them",
        ja: "プログラムが値を取得する環境変数 {names} が設定されていません",
        ko: "프로그램이 값을 가져오는 환경 변수 {names}이(가) 설정되지 않았습니다"
    }
    no_stage(name) { en: "there is no stage `{name}`", ja: "ステージ `{name}` はありません", ko: "스테이지 `{name}`이(가) 없습니다" }
    the_stages_are(names) { en: "the stages are {names}", ja: "ステージは {names} です", ko: "스테이지는 {names}입니다" }

    own_command() { en: "A command of this project", ja: "このプロジェクトのコマンド", ko: "이 프로젝트의 명령" }

    // synth
    wrote(path) { en: "Wrote {path}.", ja: "{path} に書き込みました。", ko: "{path}에 썼습니다." }
    no_folder(path) { en: "cannot make the folder {path}", ja: "フォルダー {path} を作成できません", ko: "폴더 {path}을(를) 만들 수 없습니다" }
    no_file(path) { en: "cannot write {path}", ja: "{path} に書き込めません", ko: "{path}에 쓸 수 없습니다" }

    // explain
    no_code(code) { en: "there is no code `{code}`", ja: "コード `{code}` はありません", ko: "코드 `{code}`이(가) 없습니다" }
    all_codes() { en: "`explain` without a code lists all of them", ja: "コードを付けない `explain` ですべてのコードを表示できます", ko: "코드 없이 `explain`을 쓰면 모든 코드가 나옵니다" }
    several(rule) { en: "`{rule}` is a rule of several", ja: "`{rule}` という規則は複数あります", ko: "`{rule}`이라는 규칙이 여러 개 있습니다" }
    more(code) { en: "`explain {code}` prints the page of one", ja: "`explain {code}` のように書くと、そのページを表示します", ko: "`explain {code}`처럼 쓰면 그 페이지를 출력합니다" }
}
