//! What a function of the user's gets to know and to do, by point.

use super::outputs::{AnyStage, Outputs};
use crate::error::{Error, Phase, Result};
use crate::ui::Printer;
use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

/// Runs management commands of the deployed site.
pub trait Manage: Send + Sync {
    /// Runs `manage.py ARGV…` with the live release and returns its standard output; an exit status other than 0 is an error.
    fn manage<'a>(&'a self, argv: &'a [String]) -> Pin<Box<dyn Future<Output = Result<String>> + 'a>>;
}

/// All that the engine knows; each context shows the part that has a meaning at its point.
#[derive(Clone)]
pub struct HookCx {
    /// Where the functions print.
    pub printer: Printer,
    /// The project's name.
    pub project: String,
    /// The stage's name.
    pub stage: String,
    /// Whether the stage is on the embedded cloud.
    pub embedded: bool,
    /// What the stage gives: see [`Outputs`].
    pub outputs: Arc<BTreeMap<String, String>>,
    /// The plan, as `plan --json` prints it; `null` where there is none.
    pub plan: Arc<serde_json::Value>,
    /// What made the deploy fail.
    pub failure: Option<String>,
    /// Where it failed.
    pub phase: Option<Phase>,
    /// What the user typed after the name of a command.
    pub argv: Vec<String>,
    /// Runs management commands; `None` where no release is live.
    pub manage: Option<Arc<dyn Manage>>,
}

impl HookCx {
    /// A context that knows no more than the stage.
    pub fn new(printer: Printer, project: impl Into<String>, stage: impl Into<String>) -> Self {
        HookCx {
            printer,
            project: project.into(),
            stage: stage.into(),
            embedded: false,
            outputs: Arc::default(),
            plan: Arc::default(),
            failure: None,
            phase: None,
            argv: Vec::new(),
            manage: None,
        }
    }
}

impl fmt::Debug for HookCx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HookCx").field("project", &self.project).field("stage", &self.stage).finish_non_exhaustive()
    }
}

macro_rules! contexts {
    ($($(#[doc = $doc:literal])* $name:ident;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug)]
        pub struct $name<'a, S = AnyStage> {
            cx: &'a HookCx,
            stage: PhantomData<fn() -> S>,
        }

        impl<'a, S> $name<'a, S> {
            /// From what the engine knows.
            pub fn new(cx: &'a HookCx) -> Self {
                $name { cx, stage: PhantomData }
            }

            /// The project's name.
            pub fn project(&self) -> &'a str {
                &self.cx.project
            }

            /// The stage's name.
            pub fn stage(&self) -> &'a str {
                &self.cx.stage
            }

            /// Whether the stage is on the embedded cloud.
            pub fn is_embedded(&self) -> bool {
                self.cx.embedded
            }

            /// Prints a line of progress to standard error, unless the user asked for quiet.
            pub fn status(&self, text: impl AsRef<str>) {
                self.cx.printer.status(text);
            }
        }
    )*};
}

contexts! {
    /// Before anything is changed: may refuse the deploy by an error.
    BeforeDeploy;
    /// The new release has the traffic.
    AfterDeploy;
    /// A deploy has failed.
    OnFailure;
    /// Before anything is deleted: may refuse it by an error.
    BeforeDestroy;
    /// A sub-command of the user's own.
    Command;
}

/// What only a stage that is deployed can give.
macro_rules! deployed {
    ($($name:ident),*) => {$(
        impl<S> $name<'_, S> {
            /// What the stage gives: its URL, and what it declares.
            pub fn outputs(&self) -> Outputs<S> {
                Outputs::new(self.cx.outputs.clone())
            }

            /// Runs a management command with the live release and returns what it printed: `cx.manage("loaddata demo").await?`.
            /// Words are separated by spaces; quotes keep a word together.
            ///
            /// # Errors
            /// When no release is live, and when the command ends with a status other than 0.
            pub async fn manage(&self, command: &str) -> Result<String> {
                self.cx.manage(split(command)?).await
            }
        }
    )*};
}

deployed!(AfterDeploy, BeforeDestroy, Command);

impl<S> BeforeDeploy<'_, S> {
    /// What the deploy is about to change, as `plan --json` prints it.
    pub fn plan(&self) -> &serde_json::Value {
        &self.cx.plan
    }
}

impl<S> OnFailure<'_, S> {
    /// What went wrong, as it was printed.
    pub fn message(&self) -> &str {
        self.cx.failure.as_deref().unwrap_or_default()
    }

    /// Where in the deploy. Before [`Phase::Switch`] visitors have not seen the new release; after it, it serves.
    pub fn phase(&self) -> Phase {
        // Nothing is done before the plan.
        self.cx.phase.unwrap_or(Phase::Plan)
    }
}

impl<S> Command<'_, S> {
    /// What the user typed after the command's name.
    pub fn argv(&self) -> &[String] {
        &self.cx.argv
    }

    /// Prints a line of the command's result to standard output.
    pub fn print(&self, text: impl AsRef<str>) {
        self.cx.printer.data(text);
    }
}

impl HookCx {
    async fn manage(&self, argv: Vec<String>) -> Result<String> {
        let Some(manage) = &self.manage else {
            return Err(Error::user(format!("the stage `{}` has no live release to run `{}` with", self.stage, argv.join(" ")))
                .hint(format!("deploy it first: `cargo run -- deploy -s {}`", self.stage)));
        };
        manage.manage(&argv).await
    }
}

/// Words of a command line: spaces separate, single and double quotes keep together.
fn split(command: &str) -> Result<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in command.chars() {
        match quote {
            Some(mark) if letter == mark => quote = None,
            None if matches!(letter, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            None if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    match quote {
        Some(mark) => Err(Error::user(format!("the management command `{command}` has a {mark} that is never closed"))),
        None => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn quotes_keep_words_together() {
        assert_eq!(split("shell -c 'print(1, \"a\")'  --x \"\"").expect("closed"), ["shell", "-c", "print(1, \"a\")", "--x", ""]);
        assert!(split("shell -c 'x").is_err());
    }
}
