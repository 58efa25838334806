use super::calendar::{days_in_month, moment, weekday};
use super::cron::{Cron, Field, Mistake, Moment};
use super::words::{Refused, words};

fn next(text: &str, after: Moment) -> Option<Moment> {
    Cron::parse(text).unwrap_or_else(|mistake| panic!("{text}: {mistake:?}")).next(after)
}

#[test]
fn the_calendar() {
    assert_eq!(weekday(2026, 11, 21), 7);
    assert_eq!(weekday(1970, 1, 1), 5);
    assert_eq!(weekday(2000, 2, 29), 3);
    assert_eq!([days_in_month(2100, 2), days_in_month(2000, 2), days_in_month(2028, 2), days_in_month(2027, 4)], [28, 29, 29, 30]);
    assert_eq!(moment("2027-01-01T09:00").as_deref(), Some("2027-01-01T09:00:00"));
    assert_eq!(moment("2028-02-29T23:59:59").as_deref(), Some("2028-02-29T23:59:59"));
    for bad in ["2027-02-29T00:00", "2027-1-1T9:00", "2027-01-01", "2027-01-01T24:00", "2027-01-01T09:00Z", "2027-01-01 09:00", "1969-12-31T00:00"] {
        assert_eq!(moment(bad), None, "{bad}");
    }
}

/// Each expression with the run that follows Saturday, 21 November 2026, 07:35.
#[test]
fn what_an_expression_means() {
    let now = (2026, 11, 21, 7, 35);
    for (text, expected) in [
        ("0 18 * * ? *", (2026, 11, 21, 18, 0)),
        ("*/15 * * * ? *", (2026, 11, 21, 7, 45)),
        ("5/20 * * * ? *", (2026, 11, 21, 7, 45)),
        ("0 8-17/3 * * ? *", (2026, 11, 21, 8, 0)),
        ("30 9 ? * MON-FRI *", (2026, 11, 23, 9, 30)),
        ("30 9 ? * 2-6 *", (2026, 11, 23, 9, 30)),
        ("0 0 ? * SUN,WED *", (2026, 11, 22, 0, 0)),
        ("0 12 1 * ? *", (2026, 12, 1, 12, 0)),
        ("0 12 1,15 JAN,JUL ? *", (2027, 1, 1, 12, 0)),
        ("0 9 L * ? *", (2026, 11, 30, 9, 0)),
        ("0 9 L FEB ? *", (2027, 2, 28, 9, 0)),
        // 15 August 2027 is a Sunday, 1 May 2027 a Saturday, 31 October 2027 a Sunday.
        ("0 9 15W AUG ? *", (2027, 8, 16, 9, 0)),
        ("0 9 1W MAY ? *", (2027, 5, 3, 9, 0)),
        ("0 9 31W OCT ? *", (2027, 10, 29, 9, 0)),
        ("0 9 ? * L *", (2026, 11, 21, 9, 0)),
        ("0 9 ? * 6L *", (2026, 11, 27, 9, 0)),
        ("0 9 ? * 2#1 *", (2026, 12, 7, 9, 0)),
        ("0 9 ? * 1#5 *", (2026, 11, 29, 9, 0)),
        ("0 0 29 FEB ? *", (2028, 2, 29, 0, 0)),
        ("0 0 1 1 ? 2030-2040/5", (2030, 1, 1, 0, 0)),
        ("0 0 1 1 ? 2199", (2199, 1, 1, 0, 0)),
    ] {
        assert_eq!(next(text, now), Some(expected), "{text}");
    }
    assert_eq!(next("0 0 1 1 ? 2020", now), None, "a past year has no run any more");
    assert_eq!(next("0 9 ? * 1#5 *", (2026, 11, 29, 9, 0)), Some((2027, 1, 31, 9, 0)), "December 2026 has four Sundays");
}

#[test]
fn how_often_an_expression_runs() {
    for (text, low, high) in
        [("0 18 * * ? *", 365.0, 366.0), ("*/15 * * * ? *", 35_040.0, 35_100.0), ("0 9 ? * MON-FRI *", 260.0, 262.0), ("0 0 1 1 ? 2030", 1.0, 1.0)]
    {
        let runs = Cron::parse(text).expect(text).runs_a_year();
        assert!((low..=high).contains(&runs), "{text}: {runs}");
    }
}

#[test]
fn what_is_wrong_with_an_expression() {
    let value = |field, text: &str, better: Option<&str>| Mistake::Value(field, text.into(), better.map(String::from));
    for (text, expected) in [
        ("banana", Mistake::Fields(1)),
        ("", Mistake::Fields(0)),
        ("0 18 * * ? * *", Mistake::Fields(7)),
        ("0 18 * * *", Mistake::Unix("0 18 * * ? *".into())),
        ("30 9 * * 1-5", Mistake::Unix("30 9 ? * 2-6 *".into())),
        ("30 9 * * mon-fri", Mistake::Unix("30 9 ? * MON-FRI *".into())),
        ("0 0 * * 0", Mistake::Unix("0 0 ? * 1 *".into())),
        ("0 0 1 * 1", Mistake::Fields(5)),
        ("@daily", Mistake::Unix("0 0 * * ? *".into())),
        ("cron(0 18 * * ? *)", Mistake::Wrapped("0 18 * * ? *".into())),
        ("60 18 * * ? *", value(Field::Minutes, "60", Some("0"))),
        ("0 24 * * ? *", value(Field::Hours, "24", Some("0"))),
        ("0 18 0 * ? *", value(Field::DayOfMonth, "0", None)),
        ("0 18 32 * ? *", value(Field::DayOfMonth, "32", None)),
        ("0 18 * 13 ? *", value(Field::Month, "13", None)),
        ("0 18 * jan ? *", value(Field::Month, "jan", Some("JAN"))),
        ("0 18 ? * 0 *", value(Field::DayOfWeek, "0", Some("1"))),
        ("0 18 ? * 8 *", value(Field::DayOfWeek, "8", None)),
        ("0 18 ? * MON/2 *", value(Field::DayOfWeek, "MON/2", None)),
        ("0 18 ? * FRI-MON *", value(Field::DayOfWeek, "FRI-MON", Some("SUN-MON,FRI-SAT"))),
        ("0 22-2 * * ? *", value(Field::Hours, "22-2", Some("0-2,22-23"))),
        ("0 18 ? * MON#1 *", value(Field::DayOfWeek, "MON#1", Some("2#1"))),
        ("0 18 ? * FRIL *", value(Field::DayOfWeek, "FRIL", Some("6L"))),
        ("0 18 ? * 2#6 *", value(Field::DayOfWeek, "2#6", None)),
        ("0 18 LW * ? *", value(Field::DayOfMonth, "LW", None)),
        ("0 18 1,L * ? *", value(Field::DayOfMonth, "1,L", None)),
        ("*/0 18 * * ? *", value(Field::Minutes, "*/0", None)),
        ("*/90 18 * * ? *", value(Field::Minutes, "*/90", None)),
        ("5- 18 * * ? *", value(Field::Minutes, "5-", None)),
        ("0 18 * * ? 2200", value(Field::Year, "2200", None)),
        ("0 18 * * ? 1969", value(Field::Year, "1969", None)),
        ("? 18 * * ? *", value(Field::Minutes, "?", None)),
        ("0 18 * * * *", Mistake::Days("0 18 * * ? *".into())),
        ("0 18 * * MON *", Mistake::Days("0 18 ? * MON *".into())),
        ("0 18 1 * MON *", Mistake::Days("0 18 1 * ? *".into())),
        ("0 18 ? * ? *", Mistake::Days("0 18 * * ? *".into())),
        ("0 0 31 FEB ? *", Mistake::Never),
        ("0 0 31 4,6,9,11 ? *", Mistake::Never),
        ("0 0 29 FEB ? 2027", Mistake::Never),
        ("0 0 30W FEB ? *", Mistake::Never),
        ("0 0 ? FEB 1#5 2027", Mistake::Never),
    ] {
        assert_eq!(Cron::parse(text), Err(expected), "{text}");
    }
}

#[test]
fn what_a_mistake_is_mended_with_is_good() {
    for text in ["60 18 * * ? *", "0 22-2 * * ? *", "0 18 ? * FRI-MON *", "0 18 * * * *", "0 18 ? * ? *", "30 9 * * 1-5", "@weekly", "0 18 ? * FRIL *"] {
        let better = match Cron::parse(text).expect_err("a mistake") {
            Mistake::Unix(form) | Mistake::Days(form) => form,
            Mistake::Value(_, value, Some(better)) => text.replacen(&value, &better, 1),
            other => panic!("{other:?}"),
        };
        assert!(Cron::parse(&better).is_ok(), "{text}: {better}");
    }
}

#[test]
fn a_command_is_split_as_a_shell_splits_it() {
    let good = |text: &str| words(text).unwrap_or_else(|refused| panic!("{text}: {refused:?}"));
    assert_eq!(good("send_daily_digest --all"), ["send_daily_digest", "--all"]);
    assert_eq!(good(r#"say "two words" 'a "b"' c\ d ''"#), ["say", "two words", "a \"b\"", "c d", ""]);
    assert_eq!(words(""), Err(Refused::Empty));
    assert_eq!(words("   "), Err(Refused::Empty));
    assert_eq!(words("say \"two"), Err(Refused::Open('"')));
    assert_eq!(words("python manage.py migrate --noinput"), Err(Refused::Prefix("migrate --noinput".into())));
    assert_eq!(words("./manage.py migrate"), Err(Refused::Prefix("migrate".into())));
    assert_eq!(words("a && b"), Err(Refused::Shell("&&".into())));
    assert_eq!(words("a > /tmp/b"), Err(Refused::Shell(">".into())));
    assert_eq!(good("say '&&'"), ["say", "&&"]);
}
