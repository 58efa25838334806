//! `--help` in Japanese and Korean. English stands in the doc comments of [`super::args`]; the words in brackets and of usage errors are clap's own.

mod texts;

use clap::{Arg, ArgAction, Command};
use pocket_model::messages::Lang;
use std::ffi::OsString;
use texts::TEXTS;

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
