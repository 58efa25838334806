//! Time zones by their names in the tz database, which is what EventBridge Scheduler takes.

use crate::diag::nearest;

/// A name a line, links of older names among them. Source: the tz database of IANA, release 2025b (`Zone` and `Link` lines of `tzdata.zi`).
const NAMES: &str = include_str!("zones.txt");

/// What people write for a zone, and the zone. None of them is a name of the database.
const SPOKEN: &[(&str, &str)] = &[
    ("JST", "Asia/Tokyo"),
    ("KST", "Asia/Seoul"),
    ("IST", "Asia/Kolkata"),
    ("SGT", "Asia/Singapore"),
    ("HKT", "Asia/Hong_Kong"),
    ("BST", "Europe/London"),
    ("CEST", "Europe/Berlin"),
    ("EDT", "America/New_York"),
    ("ET", "America/New_York"),
    ("CST", "America/Chicago"),
    ("CDT", "America/Chicago"),
    ("MDT", "America/Denver"),
    ("PST", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"),
    ("PT", "America/Los_Angeles"),
    ("AEST", "Australia/Sydney"),
    ("Z", "UTC"),
];

fn names() -> impl Iterator<Item = &'static str> {
    NAMES.lines()
}

/// Whether the database has that name.
pub(super) fn known(name: &str) -> bool {
    names().any(|known| known == name)
}

/// The name that was most likely meant: another case, the city alone, an abbreviation, a slip.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let name = name.trim().replace(' ', "_");
    let city = |known: &&str| known.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(&name));
    names()
        .find(|known| known.eq_ignore_ascii_case(&name))
        .or_else(|| SPOKEN.iter().find(|(spoken, _)| spoken.eq_ignore_ascii_case(&name)).map(|(_, zone)| *zone))
        .or_else(|| names().find(city))
        .or_else(|| nearest(&name, names()))
}

/// The zone of a fixed distance from UTC: `+09:00` is `Etc/GMT-9`, whose sign POSIX has the other way round. UTC where there is none.
pub(super) fn fixed(distance: &str) -> String {
    let digits: String = distance.chars().filter(char::is_ascii_digit).collect();
    let hours: u32 = digits.get(..2).and_then(|hours| hours.parse().ok()).unwrap_or_default();
    let sign = if distance.starts_with('-') { '+' } else { '-' };
    let zone = format!("Etc/GMT{sign}{hours}");
    let whole = digits.get(2..).unwrap_or_default().chars().all(|c| c == '0');
    if hours > 0 && whole && known(&zone) { zone } else { "UTC".to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_whole() {
        assert!(names().is_sorted() && names().count() > 590);
        for zone in ["UTC", "Asia/Tokyo", "Asia/Seoul", "Europe/Kyiv", "America/Argentina/Buenos_Aires", "Etc/GMT-9"] {
            assert!(known(zone), "{zone}");
        }
        assert!(SPOKEN.iter().all(|(spoken, zone)| !known(spoken) && known(zone)));
    }

    #[test]
    fn a_distance_has_a_zone() {
        for (distance, zone) in [("+09:00", "Etc/GMT-9"), ("-0500", "Etc/GMT+5"), ("Z", "UTC"), ("+05:30", "UTC"), ("+00:00", "UTC"), ("+99", "UTC")] {
            assert_eq!(fixed(distance), zone, "{distance}");
        }
    }

    #[test]
    fn a_zone_is_found_by_what_people_write() {
        for (written, zone) in [("asia/tokyo", "Asia/Tokyo"), ("Tokyo", "Asia/Tokyo"), ("JST", "Asia/Tokyo"), ("Asia/Tokio", "Asia/Tokyo"), ("new york", "America/New_York")] {
            assert_eq!(meant(written), Some(zone), "{written}");
        }
        assert_eq!(meant("Mars/Olympus_Mons"), None);
    }
}
