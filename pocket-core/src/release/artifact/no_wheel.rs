//! A package without a wheel for the platform: which, for what it has some, and what can be done. uv tells the first two in its own words.

use super::dependencies::Target;
use super::{Arch, Platform};
use crate::Error;
use crate::messages::wheels as say;
use pocket_model::kinds::lambda::runtimes::RUNTIMES;

/// What uv said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoWheel {
    pub(super) package: String,
    others: Others,
}

/// What the package does have wheels for.
#[derive(Debug, PartialEq, Eq)]
enum Others {
    Nothing,
    Platforms(Vec<String>),
    Pythons(Vec<String>),
}

/// Reads "Because psycopg2==2.9.10 has no usable wheels", "Wheels are required for `psycopg2` because", and the hint below either.
pub(super) fn read(output: &str) -> Option<NoWheel> {
    let text = output.split_whitespace().collect::<Vec<_>>().join(" ");
    let package = match text.split_once("Wheels are required for `") {
        Some((_, rest)) => rest.split('`').next()?.to_owned(),
        None => {
            let end = [" has no usable wheels", " has no wheels with a matching"].iter().find_map(|words| text.find(words))?;
            text[..end].rsplit(' ').next()?.split("==").next()?.to_owned()
        }
    };
    let others = if let Some((_, rest)) = text.split_once("on the following platform") {
        Others::Platforms(quoted(rest))
    } else if let Some((_, rest)) = text.split_once("with the following Python ABI tag") {
        Others::Pythons(quoted(rest))
    } else {
        Others::Nothing
    };
    Some(NoWheel { package, others })
}

/// What stands in backquotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(String::from).collect()
}

impl NoWheel {
    /// The error, with what to type where something can be typed.
    pub(super) fn error(&self, target: &Target<'_>) -> Error {
        let ui = target.ui;
        let (package, platform) = (self.package.as_str(), platform(target));
        let python = target.python.to_string();
        let error = match &self.others {
            Others::Nothing => Error::user(ui.say(&say::none(package, platform, &python))),
            Others::Platforms(tags) => Error::user(ui.say(&say::only_for(package, platform, tags.join(", ")))),
            Others::Pythons(tags) => {
                let names: Vec<String> = tags.iter().map(|tag| readable(tag)).collect();
                Error::user(ui.say(&say::only_for_python(package, &python, names.join(", "))))
            }
        };
        let error = self.ways(target.platform).into_iter().fold(error, Error::hint);
        if package == "psycopg2" {
            return error.hint(ui.say(&say::psycopg2()));
        }
        error.hint(ui.say(&say::another_version(package)))
    }

    /// Changes of the function with which a wheel would fit.
    fn ways(&self, platform: Platform) -> Vec<String> {
        let other = |arch: Arch| if arch == Arch::Arm64 { ("x86_64", "x86_64") } else { ("arm64", "aarch64") };
        match (&self.others, platform) {
            (Others::Platforms(tags), Platform::Lambda(arch)) => {
                let (word, machine) = other(arch);
                let fits = tags.iter().any(|tag| tag.starts_with("manylinux") && tag.ends_with(machine));
                fits.then(|| format!("lambda {{ arch: {word}; }}")).into_iter().collect()
            }
            (Others::Pythons(tags), Platform::Lambda(_)) => {
                let known =
                    RUNTIMES.iter().rev().find(|runtime| tags.iter().any(|tag| readable(tag) == format!("Python {}", runtime.version)));
                known.map(|runtime| format!("lambda {{ python: \"{}\"; }}", runtime.version)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Where it runs, for a person.
pub(super) fn platform(target: &Target<'_>) -> String {
    match target.platform {
        Platform::Host => target.ui.say(&say::this_machine()),
        lambda => lambda.to_string(),
    }
}

/// `Python 3.9` of `cp39`; other tags stay.
fn readable(tag: &str) -> String {
    match tag.strip_prefix("cp3") {
        Some(minor) if !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()) => format!("Python 3.{minor}"),
        _ => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_without_a_wheel_is_found() {
        let output = "error: No solution found when resolving dependencies\n  cause: Because psycopg2==2.9.10 has no usable wheels and you require psycopg2==2.9.10";
        assert_eq!(read(output), Some(NoWheel { package: "psycopg2".into(), others: Others::Nothing }));
        assert_eq!(read("hint: Wheels are required for `odd` because building").map(|found| found.package).as_deref(), Some("odd"));
        assert_eq!(read("error: dns"), None);
    }

    #[test]
    fn what_would_fit_is_told() {
        let x86 = Platform::Lambda(Arch::X86_64);
        let arm = read(
            "cause: Because fx==1.0 has no wheels with a matching platform tag (e.g., `manylinux_2_34_x86_64`) and you require fx==1.0\n\n\
             hint: Wheels are available for `fx` (v1.0) on the following platforms: `macosx_11_0_arm64`, `manylinux_2_17_aarch64`",
        )
        .expect("read");
        assert_eq!(arm.others, Others::Platforms(vec!["macosx_11_0_arm64".into(), "manylinux_2_17_aarch64".into()]));
        assert_eq!(arm.ways(x86), ["lambda { arch: arm64; }"]);
        assert!(arm.ways(Platform::Host).is_empty());
        let python = |tags: &str| {
            read(&format!(
                "cause: Because fx==1.0 has no wheels with a matching Python ABI tag (e.g., `cp312`) and you require fx==1.0\n\
                 hint: You require CPython 3.12 (`cp312`), but we only found wheels for `fx` (v1.0) with the following Python ABI tags: {tags}"
            ))
            .expect("read")
        };
        assert_eq!(python("`cp39`, `cp310`, `cp311`").ways(x86), ["lambda { python: \"3.11\"; }"]);
        assert!(python("`cp39`").ways(x86).is_empty(), "Lambda has no such runtime");
    }
}
