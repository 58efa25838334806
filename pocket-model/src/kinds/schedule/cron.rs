//! Cron expressions as EventBridge Scheduler reads them: minutes, hours, day of month, month, day of week, year. What AWS documents is taken and nothing
//! more, so that no expression that compiles is refused at deploy. Source: EventBridge Scheduler User Guide, "Schedule types in EventBridge Scheduler",
//! "Cron-based schedules", 2026-11.

use super::calendar::{days_in_month, weekday};
use std::ops::RangeInclusive;

/// One of the six fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Minutes,
    Hours,
    DayOfMonth,
    Month,
    DayOfWeek,
    Year,
}

const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

impl Field {
    /// As AWS's documentation names it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Field::Minutes => "minutes",
            Field::Hours => "hours",
            Field::DayOfMonth => "day-of-month",
            Field::Month => "month",
            Field::DayOfWeek => "day-of-week",
            Field::Year => "year",
        }
    }

    /// What it takes, in the notation of cron.
    pub(super) fn takes(self) -> &'static str {
        match self {
            Field::Minutes => "`0`-`59`, `,` `-` `*` `/`",
            Field::Hours => "`0`-`23`, `,` `-` `*` `/`",
            Field::DayOfMonth => "`1`-`31`, `,` `-` `*` `?` `/`, `L`, `15W`",
            Field::Month => "`1`-`12`, `JAN`-`DEC`, `,` `-` `*` `/`",
            Field::DayOfWeek => "`1`-`7` (`1` is Sunday), `SUN`-`SAT`, `,` `-` `*` `?`, `L`, `6L`, `2#1`",
            Field::Year => "`1970`-`2199`, `,` `-` `*` `/`",
        }
    }

    fn range(self) -> RangeInclusive<u32> {
        match self {
            Field::Minutes => 0..=59,
            Field::Hours => 0..=23,
            Field::DayOfMonth => 1..=31,
            Field::Month => 1..=12,
            Field::DayOfWeek => 1..=7,
            Field::Year => 1970..=2199,
        }
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Field::Month => &MONTHS,
            Field::DayOfWeek => &DAYS,
            _ => &[],
        }
    }

    fn number(self, text: &str) -> Option<u32> {
        if let Some(index) = self.names().iter().position(|name| *name == text) {
            return u32::try_from(index + 1).ok();
        }
        let digits = !text.is_empty() && text.len() <= 4 && text.chars().all(|c| c.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().filter(|number| self.range().contains(number))
    }
}

/// The days that a day field means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Days {
    /// `?`: the other field decides.
    Open,
    /// A list: days of the month, or days of the week from Sunday, 1.
    Of(Vec<u32>),
    /// `L`: the last day of the month; in the other field, Saturday.
    Last,
    /// `15W`: the weekday that is nearest to a day, in the same month.
    Nearest(u32),
    /// `6L`: the last Friday.
    LastOf(u32),
    /// `2#1`: the first Monday.
    Nth(u32, u32),
}

/// An expression that AWS takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cron {
    minutes: Vec<u32>,
    hours: Vec<u32>,
    day_of_month: Days,
    months: Vec<u32>,
    day_of_week: Days,
    years: Vec<u32>,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mistake {
    /// Not six fields, but so many.
    Fields(usize),
    /// Five fields, or `@daily`, with the same in AWS's form.
    Unix(String),
    /// `cron(…)` around it, with what is in it.
    Wrapped(String),
    /// A field and its value, with a better one where there is one.
    Value(Field, String, Option<String>),
    /// Neither day field is `?`, or both are; with a form that has one.
    Days(String),
    /// A good form whose day never comes.
    Never,
}

/// A moment, to the minute: year, month, day, hour, minute.
pub(super) type Moment = (u32, u32, u32, u32, u32);

/// Before the first year that cron knows.
const BEGINNING: Moment = (1970, 0, 0, 0, 0);

impl Cron {
    pub(super) fn parse(text: &str) -> Result<Cron, Mistake> {
        let text = text.trim();
        if let Some(inner) = text.strip_prefix("cron(").and_then(|rest| rest.strip_suffix(')')) {
            return Err(Mistake::Wrapped(inner.trim().to_string()));
        }
        if let Some(form) = nickname(text) {
            return Err(Mistake::Unix(form.to_string()));
        }
        let parts: Vec<&str> = text.split_ascii_whitespace().collect();
        let [minutes, hours, day_of_month, month, day_of_week, year] = parts.as_slice() else {
            return Err(unix(&parts).map_or(Mistake::Fields(parts.len()), Mistake::Unix));
        };
        let cron = Cron {
            minutes: set(Field::Minutes, minutes)?,
            hours: set(Field::Hours, hours)?,
            day_of_month: days_of_month(day_of_month)?,
            months: set(Field::Month, month)?,
            day_of_week: days_of_week(day_of_week)?,
            years: set(Field::Year, year)?,
        };
        match (&cron.day_of_month, &cron.day_of_week) {
            (Days::Open, Days::Open) => return Err(Mistake::Days(format!("{minutes} {hours} * {month} ? {year}"))),
            (Days::Open, _) | (_, Days::Open) => {}
            // Of two, the one that says something is meant.
            _ if *day_of_month == "*" && *day_of_week != "*" => return Err(Mistake::Days(format!("{minutes} {hours} ? {month} {day_of_week} {year}"))),
            _ => return Err(Mistake::Days(format!("{minutes} {hours} {day_of_month} {month} ? {year}"))),
        }
        if cron.next(BEGINNING).is_none() { Err(Mistake::Never) } else { Ok(cron) }
    }

    /// How often it runs in a year, about: each weekday is a seventh of the days.
    pub(super) fn runs_a_year(&self) -> f64 {
        let months = self.months.len() as f64;
        let lengths = || self.months.iter().map(|month| days_in_month(2027, *month));
        let weekdays = |count: usize| f64::from(lengths().sum::<u32>()) * count as f64 / 7.0;
        let days = match (&self.day_of_month, &self.day_of_week) {
            (Days::Of(days), _) => lengths().map(|length| days.iter().filter(|day| **day <= length).count()).sum::<usize>() as f64,
            (_, Days::Of(numbers)) => weekdays(numbers.len()),
            (_, Days::Last) => weekdays(1),
            // Every third month has a weekday five times.
            (_, Days::Nth(_, 5)) => months / 3.0,
            _ => months,
        };
        days * (self.hours.len() * self.minutes.len()) as f64
    }

    /// The first moment after another one; `None` after the last.
    pub(super) fn next(&self, after: Moment) -> Option<Moment> {
        for year in self.years.iter().filter(|year| **year >= after.0) {
            for month in &self.months {
                if (*year, *month) < (after.0, after.1) {
                    continue;
                }
                for day in self.days(*year, *month) {
                    for hour in &self.hours {
                        let found = self.minutes.iter().map(|minute| (*year, *month, day, *hour, *minute)).find(|moment| *moment > after);
                        if found.is_some() {
                            return found;
                        }
                    }
                }
            }
        }
        None
    }

    /// The days of a month on which it runs, in order.
    fn days(&self, year: u32, month: u32) -> Vec<u32> {
        let length = days_in_month(year, month);
        let on = |number: u32| (1..=length).filter(move |day| weekday(year, month, *day) == number);
        match (&self.day_of_month, &self.day_of_week) {
            (Days::Of(days), _) => days.iter().copied().filter(|day| *day <= length).collect(),
            (Days::Last, _) => vec![length],
            (Days::Nearest(day), _) if *day <= length => vec![nearest_weekday(year, month, *day, length)],
            (_, Days::Of(numbers)) => (1..=length).filter(|day| numbers.contains(&weekday(year, month, *day))).collect(),
            (_, Days::Last) => on(7).collect(),
            (_, Days::LastOf(number)) => on(*number).next_back().into_iter().collect(),
            (_, Days::Nth(number, nth)) => on(*number).nth(*nth as usize - 1).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// Saturday gives the Friday before, Sunday the Monday after, unless that leaves the month.
fn nearest_weekday(year: u32, month: u32, day: u32, length: u32) -> u32 {
    match weekday(year, month, day) {
        7 if day == 1 => 3,
        7 => day - 1,
        1 if day == length => day - 2,
        1 => day + 1,
        _ => day,
    }
}

fn days_of_month(text: &str) -> Result<Days, Mistake> {
    let field = Field::DayOfMonth;
    match text {
        "?" => Ok(Days::Open),
        "L" => Ok(Days::Last),
        _ => match text.strip_suffix('W') {
            Some(day) => field.number(day).map(Days::Nearest).ok_or_else(|| wrong(field, text, None)),
            None => set(field, text).map(Days::Of),
        },
    }
}

fn days_of_week(text: &str) -> Result<Days, Mistake> {
    let field = Field::DayOfWeek;
    // AWS documents numbers alone before `L` and `#`: a name has its number in the help.
    let numbered = |day: &str, rest: &str| field.number(day).map(|number| format!("{number}{rest}"));
    match text {
        "?" => return Ok(Days::Open),
        "L" => return Ok(Days::Last),
        _ => {}
    }
    if let Some((day, nth)) = text.split_once('#') {
        let number = day.parse().ok().and_then(|_: u32| field.number(day));
        return match (number, nth.parse()) {
            (Some(number), Ok(nth @ 1..=5)) => Ok(Days::Nth(number, nth)),
            _ => Err(wrong(field, text, numbered(day, &format!("#{nth}")).filter(|_| matches!(nth.parse(), Ok(1..=5))))),
        };
    }
    if let Some(day) = text.strip_suffix('L') {
        let number = day.parse().ok().and_then(|_: u32| field.number(day));
        return number.map(Days::LastOf).ok_or_else(|| wrong(field, text, numbered(day, "L")));
    }
    if text.contains('/') {
        return Err(wrong(field, text, None));
    }
    set(field, text).map(Days::Of)
}

/// A list of numbers, ranges and steps, in order.
fn set(field: Field, text: &str) -> Result<Vec<u32>, Mistake> {
    let mut found = Vec::new();
    for part in text.split(',') {
        found.extend(part_of(field, part).ok_or_else(|| wrong(field, text, better(field, text)))?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn part_of(field: Field, part: &str) -> Option<Vec<u32>> {
    let (low, high) = (*field.range().start(), *field.range().end());
    let (base, step) = match part.split_once('/') {
        Some((base, step)) => (base, Some(step)),
        None => (part, None),
    };
    let step = match step {
        Some(text) if !text.is_empty() && text.len() <= 4 && text.chars().all(|c| c.is_ascii_digit()) => text.parse().ok()?,
        Some(_) => return None,
        None => 1,
    };
    let (first, last) = match base.split_once('-') {
        _ if base == "*" => (low, high),
        Some((first, last)) => (field.number(first)?, field.number(last)?),
        // `0/15`: from there to the end.
        None if part.contains('/') => (field.number(base)?, high),
        None => (field.number(base)?, field.number(base)?),
    };
    // A step over the whole field would run once, and not as its writer thinks.
    (first <= last && step >= 1 && step <= high).then(|| (first..=last).step_by(step as usize).collect())
}

/// The same with what is often meant: names in capitals, Sunday as 1, midnight as 0.
fn better(field: Field, text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let fixed = match (field, text) {
        (Field::DayOfWeek, "0") => "1".to_string(),
        (Field::Hours, "24") | (Field::Minutes, "60") => "0".to_string(),
        // `FRI-MON` runs over the end of the week: as two ranges it does not.
        (Field::DayOfWeek | Field::Month | Field::Hours | Field::Minutes, _) if upper.matches('-').count() == 1 && !upper.contains([',', '/']) => {
            let (first, last) = upper.split_once('-')?;
            let (from, to) = (field.number(first)?, field.number(last)?);
            if from <= to { upper } else { split_range(field, first, last) }
        }
        _ => upper,
    };
    set_is_good(field, &fixed).then_some(fixed)
}

fn split_range(field: Field, first: &str, last: &str) -> String {
    let end = |number: u32| field.names().get((number.saturating_sub(1)) as usize).map_or(number.to_string(), ToString::to_string);
    let (low, high) = (end(*field.range().start()), end(*field.range().end()));
    let join = |a: &str, b: &str| if a == b { a.to_string() } else { format!("{a}-{b}") };
    format!("{},{}", join(&low, last), join(first, &high))
}

fn set_is_good(field: Field, text: &str) -> bool {
    text.split(',').all(|part| part_of(field, part).is_some())
}

fn wrong(field: Field, text: &str, better: Option<String>) -> Mistake {
    Mistake::Value(field, text.to_string(), better)
}

/// The words of crontab. Source: crontab(5).
fn nickname(text: &str) -> Option<&'static str> {
    Some(match text {
        "@hourly" => "0 * * * ? *",
        "@daily" | "@midnight" => "0 0 * * ? *",
        "@weekly" => "0 0 ? * 1 *",
        "@monthly" => "0 0 1 * ? *",
        "@yearly" | "@annually" => "0 0 1 1 ? *",
        _ => return None,
    })
}

/// Five fields of Unix as six of AWS's: a `?` for the day field that says nothing, days of the week from 1, any year.
fn unix(parts: &[&str]) -> Option<String> {
    let [minutes, hours, day_of_month, month, day_of_week] = parts else { return None };
    let (month, day_of_week) = (month.to_ascii_uppercase(), day_of_week.to_ascii_uppercase());
    let (day_of_month, day_of_week) = match (*day_of_month, day_of_week.as_str()) {
        (day, "*" | "?") => (day.to_string(), "?".to_string()),
        ("*" | "?", day) => ("?".to_string(), from_zero(day)?),
        // Unix runs on either: one schedule cannot say that.
        _ => return None,
    };
    let form = format!("{minutes} {hours} {day_of_month} {month} {day_of_week} *");
    Cron::parse(&form).is_ok().then_some(form)
}

/// Days of the week counted from Sunday, 0 (or 7), as numbers from 1. Names stay.
fn from_zero(text: &str) -> Option<String> {
    let day = |text: &str| match text.parse::<u32>() {
        Ok(number @ 0..=7) => Some((number % 7 + 1).to_string()),
        Ok(_) => None,
        Err(_) => Some(text.to_string()),
    };
    let parts = text.split(',').map(|part| match part.split_once('-') {
        Some((first, last)) => Some(format!("{}-{}", day(first)?, day(last)?)),
        None => day(part),
    });
    parts.collect::<Option<Vec<_>>>().map(|parts| parts.join(","))
}
