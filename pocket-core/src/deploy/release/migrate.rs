//! Migrations, exactly once, in the new code, before anybody sees it; and none that would hurt the release that serves.

use super::record::Schema;
use super::{New, Release};
use crate::deploy::safety::ask::{self, Question};
use crate::deploy::safety::progress::Progress;
use crate::deploy::safety::report::{Breaks, Report};
use crate::deploy::safety::serving::AtRisk;
use crate::deploy::safety::{self, Words, allow};
use crate::manage::{Command, Event, Run};
use crate::messages::{manage as commands, safety as words, steps};
use crate::ui::Step;
use crate::{Error, Result, traceback};
use std::collections::BTreeMap;

/// Seconds of a migration that are worth a word without `-v`.
const LONG: f64 = 1.0;

impl Release<'_> {
    /// Judges what is pending and refuses what would hurt the release that serves; then migrates each of the stage's databases, the default one first. What
    /// the code knows and what was applied is in `databases`, also after a failure.
    pub(super) async fn migrate(&self, manage: &New<'_>, at_risk: &AtRisk, databases: &mut BTreeMap<String, Schema>) -> Result {
        let step = self.cx.ui.step(self.say(&steps::migrate()));
        let report = self.judge(manage, at_risk).await?;
        for (alias, database) in &report.databases {
            databases.entry(alias.clone()).or_default().known.clone_from(&database.known);
            if !database.unknown.is_empty() {
                self.cx.ui.warning(self.say(&words::database_is_ahead(alias, database.unknown.join(", "))));
            }
        }
        let mut applied = Vec::new();
        let mut aliases: Vec<&String> = self.contract.databases.keys().collect();
        aliases.sort_by_key(|alias| *alias != "default");
        for alias in aliases {
            let done = self.migrate_one(&step, manage, alias, &report, databases.entry(alias.clone()).or_default()).await?;
            applied.extend(done);
        }
        self.tell(step, &applied);
        Ok(())
    }

    /// The report on what is pending.
    async fn judge(&self, manage: &New<'_>, at_risk: &AtRisk) -> Result<Report> {
        let known = if let AtRisk::Release(known) = at_risk { known.as_ref() } else { None };
        let question = Question::Pending(known);
        let report = ask::ask(self.cx, &manage.function.name, &manage.version.to_string(), question).await;
        if matches!(at_risk, AtRisk::Nothing) {
            // Nothing can be hurt, and a first release is not held up by a migration that cannot be judged.
            return Ok(report.unwrap_or_else(|error| {
                self.cx.ui.verbose(error.message);
                Report::default()
            }));
        }
        let report = report.map_err(|error| error.hint(self.say(&words::nothing_applied())))?;
        allow::check(&self.cx.ui, &self.cx.consent.migrations, &report)?;
        let changes = Words::new(self.cx, self.synthesis).changes(&report, &BTreeMap::new(), false);
        safety::refuse(self.cx, &self.synthesis.stage, &changes)?;
        Ok(report)
    }

    /// Migrates a database. A connection that is lost meanwhile is no failure: the log says what becomes of it.
    async fn migrate_one(
        &self,
        step: &Step,
        manage: &New<'_>,
        alias: &str,
        report: &Report,
        schema: &mut Schema,
    ) -> Result<Vec<(String, Option<f64>)>> {
        let run = Run::new(&self.cx.aws, &self.cx.ui, &manage.function.name)?;
        let command = Command { argv: safety::migrate_command(alias), ..Command::default() };
        let (version, mut output) = (manage.version.to_string(), Vec::new());
        // On the heap: a debug build keeps every future of a deploy on the stack, and this one is large.
        let ended = Box::pin(run.invoke(&version, &command, |event| match event {
            Event::Output(_, bytes) => {
                output.extend_from_slice(bytes);
                if let Some(name) = Progress::read(&String::from_utf8_lossy(bytes)).failing {
                    step.detail(name);
                }
            }
            Event::Missing(bytes) => self.cx.ui.verbose(self.say(&commands::missing(bytes))),
            Event::Lost => self.cx.ui.warning(self.say(&commands::lost())),
        }))
        .await;
        let output = String::from_utf8_lossy(&output);
        let progress = Progress::read(&output);
        schema.applied.extend(progress.applied.iter().map(|(name, _)| name.clone()));
        let pending = report.databases.get(alias).into_iter().flat_map(|database| &database.pending);
        let harmless = pending.filter(|migration| !migration.breaks(Breaks::Running) && schema.applied.contains(&migration.name));
        schema.harmless.extend(harmless.map(|migration| migration.name.clone()).collect::<Vec<_>>());
        self.cx.ui.verbose(output.trim_end());
        let exit = ended?.exit;
        if exit == 0 {
            return Ok(progress.applied);
        }
        // As the user knows it.
        let command = if alias == "default" { "migrate".to_owned() } else { format!("migrate --database {alias}") };
        let why = traceback::raised(&output).unwrap_or_else(|| self.say(&steps::exit_status(exit)));
        let place = progress.failing.map(|name| self.say(&steps::in_migration(name))).unwrap_or_default();
        Err(Error::user(self.say(&steps::failed(&command, place, why))).detail(traceback::shorten(&output, &[])))
    }

    /// How many there were, and how long those took that took long.
    fn tell(&self, step: Step, applied: &[(String, Option<f64>)]) {
        let mut text = self.say(&match applied.len() {
            0 => steps::nothing_to_apply(),
            1 => steps::one_applied(),
            count => steps::applied(count),
        });
        for (name, seconds) in applied {
            let Some(seconds) = seconds.filter(|seconds| *seconds >= LONG || applied.len() <= 3) else { continue };
            text = format!("{text}, {name} {seconds:.2} s");
        }
        step.done(text);
    }
}
