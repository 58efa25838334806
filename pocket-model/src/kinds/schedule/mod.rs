//! `schedule digest { cron: "0 18 * * ? *"; manage: "send_daily_digest"; }`

mod calendar;
mod cron;
mod messages;
mod rules;
mod synth;
#[cfg(test)]
mod tests;
mod words;
mod zones;

use super::{Kind, StageView};
use crate::cost::{HOURS, Of, prices};
use crate::diag::Sink;
use crate::graph::{Facts, Synth};
use crate::messages::Page;
use crate::names::{SCHEDULE, physical};
use crate::schema::{Reference, Text};
use crate::units::Seconds;

kind! {
    /// Runs a management command, or a function of the stage, at set times (EventBridge Scheduler). A command that ends with another status than 0 is an
    /// error of the management function, in its log and its metrics, and is not run again by itself. Scheduler promises each run at least once: a command
    /// must bear a second one. On the embedded cloud it runs too, within ten seconds of its time, while the cloud is up; `window` and `retries` mean nothing there.
    "schedule" => Schedule { place: Stage, label: Required, labels: [digest, "nightly-report", B2] }
    /// Six fields: minutes, hours, day-of-month, month, day-of-week (`1` is Sunday), year. One of the two day fields is `?`: `"0 18 * * ? *"`.
    cron: Text => ["0 18 * * ? *", "0/15 9-17 ? * MON-FRI 2027-2030", "30 6 L * ? *"];
    /// The time from one run to the next, in whole minutes: `5m`, `12h`, `1d`.
    rate: Seconds => [1m, 5m, 12h, 1d];
    /// Once, at that time: `"2027-01-01T09:00"`.
    at: Text => ["2027-01-01T09:00", "2030-12-31T23:59:59"];
    /// The time zone of `cron` and `at`, by its name in the tz database, such as `"Asia/Tokyo"`.
    timezone: Text = "UTC".to_string() => ["Asia/Tokyo", "America/New_York"];
    /// The management command, with its arguments: `"send_daily_digest --all"`.
    manage: Text => ["send_daily_digest", "cleanup --all 'two words' ${HOME}"];
    /// Instead of a command: the name of a `lambda` of the stage. Its event is `{"schedule": NAME, "time": "…"}`.
    function: Reference => [worker, b2, "send-mail"];
    /// `false` keeps it and runs nothing.
    enabled: bool = true;
    /// How often Scheduler tries again, within a day, to hand a run over that Lambda did not take: 0 to 185. What was handed over is not run again.
    retries: u32 [0, 185] = 185;
    /// Lets Scheduler choose a moment within this time after the set one, 1m to 24h: for many jobs of the same hour.
    window: Seconds [Seconds(60), Seconds(86_400)] => [15m];
}

impl Schedule {
    fn label(&self) -> &str {
        self.head.label.as_ref().map_or("", |label| &label.text)
    }

    /// Runs in a month of the price book: 730 hours.
    fn runs_a_month(&self) -> f64 {
        match (self.rate.known(), self.cron.known()) {
            (Some(Seconds(seconds)), _) if *seconds > 0 => HOURS * 3600.0 / f64::from(*seconds),
            (_, Some(text)) => cron::Cron::parse(text).map_or(0.0, |cron| cron.runs_a_year() / 12.0),
            _ => 0.0,
        }
    }

    /// The role of the function that it starts.
    fn target(&self) -> Option<String> {
        match self.function.known() {
            Some(function) => Some(physical(&function.0)),
            None => self.manage.written.then(|| "manage".to_string()),
        }
    }
}

impl Kind for Schedule {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, stage: &StageView<'_>, sink: &mut Sink) {
        rules::check(self, stage, sink);
    }

    fn declare(&self, facts: &mut Facts) {
        let name = facts.name(&physical(self.label()));
        facts.named(&SCHEDULE, &name, self.head.label.as_ref().map_or(self.head.at, |label| label.at));
        facts.scheduled.extend(self.target());
        if self.enabled.known() != Some(&false) {
            facts.uses(&self.head.title("schedule"), self.head.at, &[(&prices::SCHEDULED_RUN, Of::Month, self.runs_a_month())]);
        }
    }

    fn synth(&self, synth: &mut Synth<'_>) {
        synth::synth(self, synth);
    }
}
