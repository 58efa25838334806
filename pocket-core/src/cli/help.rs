//! `--help` in Japanese and Korean. English stands in the doc comments of [`super::args`]; the words in brackets and of usage errors are clap's own.

use clap::{Arg, ArgAction, Command};
use pocket_model::messages::Lang;
use std::ffi::OsString;

/// The language that the arguments ask for, before they are parsed; else that of the environment.
pub(super) fn lang_of(args: &[OsString]) -> Lang {
    let mut words = args.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        let value = if word == "--lang" { words.next().map(String::from) } else { word.strip_prefix("--lang=").map(String::from) };
        if let Some(lang) = value.as_deref().and_then(Lang::parse) {
            return lang;
        }
    }
    of_environment()
}

/// The language of the environment.
pub(super) fn of_environment() -> Lang {
    Lang::of_environment(|name| std::env::var(name).ok())
}

/// The command line with its help in a language.
pub(super) fn localized(command: Command, lang: Lang) -> Command {
    match lang {
        Lang::En => command,
        Lang::Ja | Lang::Ko => translated(command, "", lang),
    }
}

/// Behind all others.
const LAST: usize = 1000;

/// One command and those below it; `path` is what is typed to reach it.
fn translated(command: Command, path: &str, lang: Lang) -> Command {
    let [usage, commands, options, arguments, help, version] = match lang {
        Lang::Ko => ["사용법", "명령", "옵션", "인수", "도움말을 출력합니다", "버전을 출력합니다"],
        Lang::En | Lang::Ja => ["使い方", "コマンド", "オプション", "引数", "ヘルプを表示します", "バージョンを表示します"],
    };
    let about = text(path_or_program(path, command.get_name()).as_str(), lang);
    let own: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut command = command
        .help_template(format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(commands)
        .disable_help_flag(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { arguments } else { options };
            let help = text(&key(path, &arg), lang);
            let arg = arg.help_heading(heading);
            match help {
                Some(help) => arg.help(help),
                None => arg,
            }
        })
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help).help_heading(options).display_order(LAST));
    if command.get_version().is_some() {
        let arg = Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help(version)
            .help_heading(options)
            .display_order(LAST + 1);
        command = command.disable_version_flag(true).arg(arg);
    }
    if let Some(about) = about {
        command = command.about(about);
    }
    for name in own {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(&name, |command| translated(command, path.trim(), lang));
    }
    command
}

/// The program itself has no path: its name tells the user's program from `pocket`.
fn path_or_program(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { path.to_owned() }
}

/// `deploy --adopt`, `explain CODE`
fn key(path: &str, arg: &Arg) -> String {
    let word = arg.get_long().map_or_else(|| arg.get_id().to_string().to_uppercase(), |long| format!("--{long}"));
    format!("{path} {word}").trim().to_owned()
}

fn text(key: &str, lang: Lang) -> Option<&'static str> {
    let (_, ja, ko) = TEXTS.iter().find(|(known, _, _)| *known == key)?;
    Some(if lang == Lang::Ko { ko } else { ja })
}

/// What is typed, and its help in Japanese and Korean.
const TEXTS: &[(&str, &str, &str)] = &[
    (
        "cargo run --",
        "Django サイトを AWS、またはこのマシンの組み込みクラウドにデプロイします",
        "Django 사이트를 AWS 또는 이 컴퓨터의 임베디드 클라우드에 배포합니다",
    ),
    (
        "pocket",
        "pocket が拒否するものを説明します。ステージのコマンドは自分のプログラムにあります: cargo run -- deploy",
        "pocket이 거부하는 것을 설명합니다. 스테이지의 명령은 자신의 프로그램에 있습니다: cargo run -- deploy",
    ),
    ("--stage", "ステージ。省略するとプログラムの最初のステージ", "스테이지. 생략하면 프로그램의 첫 스테이지"),
    ("--json", "データを JSON で出力します", "데이터를 JSON으로 출력합니다"),
    ("--yes", "質問に yes と答えます。データの削除に同意することはありません", "질문에 yes로 답합니다. 데이터 삭제에는 동의하지 않습니다"),
    ("--quiet", "エラーとデータだけを出力します", "오류와 데이터만 출력합니다"),
    ("--verbose", "すべての呼び出しを出力します", "모든 호출을 출력합니다"),
    ("--lang", "言語: en、ja、ko。省略すると POCKET_LANG、次にロケール", "언어: en, ja, ko. 생략하면 POCKET_LANG, 다음으로 로캘"),
    ("check", "プログラムを検査し、警告も表示します", "프로그램을 검사하고 경고도 보여 줍니다"),
    ("check --deny-warnings", "警告があれば失敗します", "경고가 있으면 실패합니다"),
    ("synth", "CloudFormation テンプレートを書き出します。アカウントは不要です", "CloudFormation 템플릿을 씁니다. 계정이 필요 없습니다"),
    (
        "synth --out",
        "標準出力ではなく、このフォルダーにスタックごとのファイルを書きます",
        "표준 출력 대신 이 폴더에 스택마다 파일을 씁니다",
    ),
    ("cost", "誰もアクセスしないときのステージの費用を表示します", "아무도 방문하지 않을 때의 스테이지 비용을 보여 줍니다"),
    (
        "explain",
        "neon::bad_name のようなコードを説明します。省略するとすべてのコードを表示します",
        "neon::bad_name 같은 코드를 설명합니다. 생략하면 모든 코드를 보여 줍니다",
    ),
    (
        "explain CODE",
        "コード。エラーメッセージの角括弧付きでも、規則の名前だけでも、種類の名前（そのすべてのコード）でもかまいません",
        "코드. 오류 메시지의 대괄호째로, 규칙 이름만으로, 또는 종류 이름(그 종류의 모든 코드)으로도 쓸 수 있습니다",
    ),
    ("completions", "シェルの補完スクリプトを出力します", "셸 자동 완성 스크립트를 출력합니다"),
    ("completions SHELL", "シェル", "셸"),
    ("plan", "デプロイで何が行われるかを表示します", "배포하면 무엇이 일어나는지 보여 줍니다"),
    ("plan --deny-warnings", "警告があれば、何も調べずに失敗します", "경고가 있으면 아무것도 조회하지 않고 실패합니다"),
    ("plan --exit-code", "変更があれば終了ステータス 3 で終わります", "변경이 있으면 종료 코드 3으로 끝납니다"),
    (
        "deploy",
        "サイトをビルドしてデプロイし、データベースをマイグレーションして URL を出力します",
        "사이트를 빌드하여 배포하고 데이터베이스를 마이그레이션한 뒤 URL을 출력합니다",
    ),
    ("deploy --deny-warnings", "警告があれば、何もビルドせずに失敗します", "경고가 있으면 아무것도 빌드하지 않고 실패합니다"),
    (
        "deploy --adopt",
        "同じ名前で既に存在し、pocket が作ったのではないものを引き継ぎます",
        "같은 이름으로 이미 있고 pocket이 만들지 않은 것을 넘겨받습니다",
    ),
    (
        "deploy --delete-data",
        "このステージのデータを失う変更に同意します。完全な名前 PROJECT-STAGE を書いてください",
        "이 스테이지의 데이터를 잃는 변경에 동의합니다. 전체 이름 PROJECT-STAGE를 쓰십시오",
    ),
    ("status", "ステージのために存在するものをすべて表示します", "스테이지를 위해 존재하는 모든 것을 보여 줍니다"),
    ("url", "サイトの URL を出力します", "사이트의 URL을 출력합니다"),
    ("open", "サイトをブラウザで開きます", "사이트를 브라우저로 엽니다"),
    (
        "manage",
        "ステージで管理コマンドを実行します: `manage -- createsuperuser`",
        "스테이지에서 관리 명령을 실행합니다: `manage -- createsuperuser`",
    ),
    ("manage ARGUMENTS", "コマンドと引数。`manage.py` の後に書くものと同じです", "명령과 인수. `manage.py` 뒤에 쓰는 것과 같습니다"),
    ("logs", "ステージの関数のログを出力します", "스테이지 함수의 로그를 출력합니다"),
    ("logs --follow", "新しい行を待ち続けます", "새 줄을 계속 기다립니다"),
    ("logs --since", "どこまでさかのぼるか: `30s`、`10m`、`2h`、`1d`", "얼마나 거슬러 올라갈지: `30s`, `10m`, `2h`, `1d`"),
    ("secrets", "ステージのシークレット", "스테이지의 시크릿"),
    ("secrets list", "名前と、それぞれに値があるかを表示します", "이름과 값이 있는지를 보여 줍니다"),
    ("secrets get", "1 つの値を出力します", "값 하나를 출력합니다"),
    ("secrets get NAME", "名前", "이름"),
    (
        "secrets set",
        "標準入力から読んだ値を設定します。シェルの履歴に残りません",
        "표준 입력에서 읽은 값을 설정합니다. 셸 기록에 남지 않습니다",
    ),
    ("secrets set NAME", "名前", "이름"),
    ("secrets rm", "1 つの値を削除します", "값 하나를 삭제합니다"),
    ("secrets rm NAME", "名前", "이름"),
    ("destroy", "ステージのものをすべて削除します", "스테이지의 모든 것을 삭제합니다"),
    (
        "destroy --delete-data",
        "このステージのデータを失うことに同意します。完全な名前 PROJECT-STAGE を書いてください",
        "이 스테이지의 데이터를 잃는 것에 동의합니다. 전체 이름 PROJECT-STAGE를 쓰십시오",
    ),
    ("embedded", "このプロジェクトの組み込みクラウド", "이 프로젝트의 임베디드 클라우드"),
    ("embedded status", "プロセスを表示します", "프로세스를 보여 줍니다"),
    ("embedded stop", "プロセスを終了します。データは残ります", "프로세스를 끝냅니다. 데이터는 남습니다"),
    ("embedded reset", "プロセスを終了し、データを削除します", "프로세스를 끝내고 데이터를 삭제합니다"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Cli, PocketCli};
    use clap::CommandFactory;

    fn keys(command: &Command, path: &str, found: &mut Vec<String>) {
        found.push(path_or_program(path, command.get_name()));
        found.extend(command.get_arguments().filter(|arg| !arg.is_hide_set() && arg.get_id() != "help").map(|arg| key(path, arg)));
        for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
            keys(command, format!("{path} {}", command.get_name()).trim(), found);
        }
    }

    #[test]
    fn every_command_and_option_has_its_help_in_each_language() {
        let mut known = Vec::new();
        keys(&Cli::command(), "", &mut known);
        keys(&PocketCli::command(), "", &mut known);
        let missing: Vec<&String> = known.iter().filter(|key| text(key, Lang::Ja).is_none()).collect();
        assert!(missing.is_empty(), "no Japanese and Korean help for {missing:?}");
        #[cfg(feature = "deploy")]
        for (key, ..) in TEXTS {
            assert!(known.iter().any(|known| known == key), "`{key}` is no command or option");
        }
    }

    #[test]
    fn the_arguments_choose_the_language_of_the_help() {
        let args = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(lang_of(&args(&["mysite", "check", "--lang", "ja"])), Lang::Ja);
        assert_eq!(lang_of(&args(&["mysite", "--lang=ko", "check"])), Lang::Ko);
        assert_eq!(lang_of(&args(&["mysite", "manage", "--", "--lang", "ko"])), of_environment());
    }

    #[test]
    fn the_localized_command_line_is_a_valid_one() {
        for lang in Lang::ALL {
            localized(Cli::command(), lang).debug_assert();
            localized(PocketCli::command(), lang).debug_assert();
        }
    }
}
