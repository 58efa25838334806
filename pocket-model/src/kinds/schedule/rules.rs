//! What EventBridge Scheduler refuses, and what would never run.

use super::cron::{Cron, Mistake};
use super::words::{Refused, words};
use super::{Schedule, calendar, messages, zones};
use crate::ast::At;
use crate::diag::{Sink, nearest};
use crate::kinds::StageView;
use crate::names::physical;
use crate::schema::{Field, Text};
use crate::units::Seconds;

pub(super) fn check(schedule: &Schedule, stage: &StageView<'_>, sink: &mut Sink) {
    name(schedule, sink);
    times(schedule, sink);
    targets(schedule, sink);
    cron(schedule, sink);
    rate(schedule, sink);
    at(schedule, sink);
    timezone(schedule, sink);
    window(schedule, sink);
    command(schedule, sink);
    function(schedule, stage, sink);
}

/// Source: EventBridge Scheduler API Reference, `CreateSchedule`, `Name`; a logical id is made of it too, and begins with a letter.
fn name(schedule: &Schedule, sink: &mut Sink) {
    let Some(label) = &schedule.head.label else { return };
    let good = label.text.starts_with(|c: char| c.is_ascii_alphabetic());
    if !good || !label.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        let better = physical(&label.text);
        let better = better.trim_matches(|c: char| !c.is_ascii_alphabetic());
        sink.push(messages::bad_name(label.at, &label.text, if better.is_empty() { "digest" } else { better }));
    }
}

/// The fields that were written, with their places, in the order of the source.
fn written<const N: usize>(fields: [(&'static str, bool, At); N]) -> Vec<(&'static str, At)> {
    let mut found: Vec<(&str, At)> = fields.into_iter().filter(|(_, written, _)| *written).map(|(name, _, at)| (name, at)).collect();
    found.sort_by_key(|(_, at)| *at);
    found
}

fn times(schedule: &Schedule, sink: &mut Sink) {
    let (cron, rate, at) = (&schedule.cron, &schedule.rate, &schedule.at);
    match written([("cron", cron.written, cron.at), ("rate", rate.written, rate.at), ("at", at.written, at.at)]).as_slice() {
        [] => sink.push(messages::needs_time(schedule.head.at, schedule.label())),
        [_] => {}
        [(first, first_at), (second, second_at), ..] => {
            let diagnostic = messages::one_only(*second_at, schedule.label(), first, second);
            sink.push(diagnostic.related(*first_at, messages::the_first()));
        }
    }
}

fn targets(schedule: &Schedule, sink: &mut Sink) {
    let (manage, function) = (&schedule.manage, &schedule.function);
    match written([("manage", manage.written, manage.at), ("function", function.written, function.at)]).as_slice() {
        [] => sink.push(messages::needs_target(schedule.head.at, schedule.label())),
        [_] => {}
        [(first, first_at), (second, second_at), ..] => {
            let diagnostic = messages::one_only(*second_at, schedule.label(), first, second);
            sink.push(diagnostic.related(*first_at, messages::the_first()));
        }
    }
}

fn cron(schedule: &Schedule, sink: &mut Sink) {
    let field = &schedule.cron;
    let Some(text) = field.known() else { return };
    let Err(mistake) = Cron::parse(text) else { return };
    sink.push(match mistake {
        Mistake::Fields(count) => messages::cron_fields(field.at, text, count),
        Mistake::Unix(form) => messages::unix_cron(field.at, text, form),
        Mistake::Wrapped(inner) => messages::cron_wrapped(field.at, text, inner),
        Mistake::Value(part, value, better) => {
            let diagnostic = messages::cron_value(field.at, part.name(), &value, part.takes());
            match better {
                Some(better) => diagnostic.help(messages::write_cron(replaced(text, &value, &better, part as usize))),
                None => diagnostic,
            }
        }
        Mistake::Days(form) => messages::cron_days(field.at, text, form),
        Mistake::Never => messages::cron_never(field.at, text),
    });
}

/// The expression with another value in one field.
fn replaced(text: &str, value: &str, better: &str, field: usize) -> String {
    let parts = text.split_ascii_whitespace().enumerate();
    parts.map(|(index, part)| if index == field && part == value { better } else { part }).collect::<Vec<_>>().join(" ")
}

/// Source: EventBridge Scheduler User Guide, "Schedule types in EventBridge Scheduler": a positive number of minutes, hours or days.
fn rate(schedule: &Schedule, sink: &mut Sink) {
    if let Some(rate) = schedule.rate.known()
        && let Some(minutes) = minutes_instead(*rate)
    {
        sink.push(messages::whole_minutes(schedule.rate.at, "rate", rate, format!("{minutes}m")));
    }
}

/// The nearest whole minutes, where it is not whole minutes.
fn minutes_instead(time: Seconds) -> Option<u32> {
    (time.0 == 0 || !time.0.is_multiple_of(60)).then(|| (time.0.saturating_add(30) / 60).max(1))
}

fn at(schedule: &Schedule, sink: &mut Sink) {
    let field = &schedule.at;
    let Some(text) = field.known() else { return };
    if calendar::moment(text).is_some() {
        return;
    }
    // `2027-01-01T09:00Z` and `…+09:00`: the zone has a field of its own.
    let time = text.find('T').map_or(0, |at| at + 1);
    let zone = text.char_indices().find(|(index, c)| *index >= time && time > 0 && matches!(c, 'Z' | 'z' | '+' | '-')).map(|(index, _)| index);
    match zone.filter(|index| calendar::moment(&text[..*index]).is_some()) {
        Some(index) => {
            let (moment, zone) = text.split_at(index);
            sink.push(messages::at_zone(field.at, text, moment, zones::fixed(zone)));
        }
        None => {
            let spaced = text.trim().replacen(' ', "T", 1);
            let better = if calendar::moment(&spaced).is_some() { spaced } else { "2027-01-01T09:00".to_string() };
            sink.push(messages::bad_at(field.at, text, better));
        }
    }
}

fn timezone(schedule: &Schedule, sink: &mut Sink) {
    let field: &Field<Text> = &schedule.timezone;
    if !field.written {
        return;
    }
    if schedule.rate.written {
        sink.push(messages::timezone_of_rate(field.at));
    }
    if let Some(zone) = field.known()
        && !zones::known(zone)
    {
        let diagnostic = messages::unknown_timezone(field.at, zone);
        sink.push(match zones::meant(zone) {
            Some(meant) => diagnostic.help(messages::meant_timezone(meant)),
            None => diagnostic,
        });
    }
}

fn window(schedule: &Schedule, sink: &mut Sink) {
    if let Some(window) = schedule.window.known()
        && let Some(minutes) = minutes_instead(*window)
    {
        sink.push(messages::whole_minutes(schedule.window.at, "window", window, format!("{minutes}m")));
    }
}

fn command(schedule: &Schedule, sink: &mut Sink) {
    let field = &schedule.manage;
    let Some(line) = field.known() else { return };
    match words(line) {
        Ok(_) => {}
        Err(Refused::Empty) => sink.push(messages::no_command(field.at, line)),
        Err(Refused::Open(quote)) => sink.push(messages::open_quote(field.at, line, quote)),
        Err(Refused::Prefix(rest)) => sink.push(messages::command_prefix(field.at, line, format!("{rest:?}"))),
        Err(Refused::Shell(word)) => sink.push(messages::shell(field.at, line, word)),
    }
}

fn function(schedule: &Schedule, stage: &StageView<'_>, sink: &mut Sink) {
    let field = &schedule.function;
    let Some(name) = field.known() else { return };
    let own = |role: &str| role == "web" || role == "manage";
    let named: Vec<&str> = stage.facts.functions.iter().map(|function| function.role.as_str()).filter(|role| !own(role)).collect();
    let role = physical(&name.0);
    if named.contains(&role.as_str()) {
        return;
    }
    let diagnostic = messages::unknown_function(field.at, &name.0);
    sink.push(match nearest(&role, named.iter().copied()) {
        _ if own(&role) => diagnostic.help(messages::command_instead()),
        Some(near) => diagnostic.help(messages::meant_function(near)),
        None if named.is_empty() => diagnostic,
        None => diagnostic.help(messages::the_functions(named.join("`, `"))),
    });
}
