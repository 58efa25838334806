//! Migrations, exactly once, in the new code, before anybody sees it.

use super::failure::{raised, trace};
use super::record::Schema;
use super::{New, Release};
use crate::drivers::lambda;
use crate::messages::steps;
use crate::{Error, Result, traceback};
use serde_json::json;
use std::collections::BTreeMap;

impl Release<'_> {
    /// Migrates each of the stage's databases, the default one first. What was applied is in `databases`, also after a failure.
    pub(super) async fn migrate(&self, manage: &New<'_>, databases: &mut BTreeMap<String, Schema>) -> Result {
        let step = self.cx.ui.step(self.say(&steps::migrate()));
        let mut applied = 0;
        let mut aliases: Vec<&String> = self.contract.databases.keys().collect();
        aliases.sort_by_key(|alias| *alias != "default");
        for alias in aliases {
            let mut argv = vec!["migrate", "--noinput"];
            if alias != "default" {
                argv.extend(["--database", alias]);
            }
            let answer = lambda::invoke(&self.cx.aws, &manage.function.name, &manage.version.to_string(), &json!({ "argv": argv })).await?;
            let command = argv.join(" ");
            if answer.function_error.is_some() {
                return Err(Error::user(self.say(&steps::could_not_run(&command, raised(&answer)))).detail(trace(&answer)));
            }
            let output: String =
                answer.payload["output"].as_array().into_iter().flatten().filter_map(|piece| piece["text"].as_str()).collect();
            let done = applied_by(&output);
            applied += done.len();
            databases.entry(alias.clone()).or_default().applied.extend(done);
            match answer.payload["exit"].as_i64() {
                Some(0) => {}
                exit => {
                    let exit = self.say(&exit.map_or_else(steps::no_exit_status, steps::exit_status));
                    let why = traceback::raised(&output).unwrap_or(exit);
                    let place = failing(&output).map(|name| self.say(&steps::in_migration(name))).unwrap_or_default();
                    return Err(Error::user(self.say(&steps::failed(&command, place, why))).detail(traceback::shorten(&output, &[])));
                }
            }
            self.cx.ui.verbose(output.trim_end());
        }
        step.done(self.say(&match applied {
            0 => steps::nothing_to_apply(),
            1 => steps::one_applied(),
            applied => steps::applied(applied),
        }));
        Ok(())
    }
}

/// `Applying blog.0002_tags... OK`
fn applied_by(output: &str) -> Vec<String> {
    let lines = output.lines().filter_map(|line| line.trim_start().strip_prefix("Applying ")?.split_once("..."));
    lines.filter(|(_, rest)| rest.trim_start().starts_with("OK")).map(|(name, _)| name.to_owned()).collect()
}

/// The migration that `migrate` was at when it ended: `Applying blog.0002_tags...` without an OK.
fn failing(output: &str) -> Option<&str> {
    let (_, rest) = output.rsplit_once("  Applying ")?;
    let (name, rest) = rest.split_once("...")?;
    (!rest.trim_start().starts_with("OK")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{applied_by, failing};

    #[test]
    fn the_failing_migration_is_named() {
        assert_eq!(failing("  Applying blog.0001_initial... OK\n  Applying blog.0002_bad...Traceback"), Some("blog.0002_bad"));
        assert_eq!(failing("  Applying blog.0001_initial... OK\nCommandError: x"), None);
        assert_eq!(failing("CommandError: x"), None);
        assert_eq!(applied_by("  Applying blog.0001_initial... OK\n  Applying blog.0002_bad...Traceback"), ["blog.0001_initial"]);
    }
}
