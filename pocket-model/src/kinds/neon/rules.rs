//! What Neon refuses, and what cannot work.

use super::Neon;
use crate::diag::{Diagnostic, Sink, nearest};
use crate::kinds::{Resource, StageView};
use crate::regions::REGIONS;

pub(super) fn check(neon: &Neon, stage: &StageView<'_>, sink: &mut Sink) {
    region(neon, sink);
    capacity_order(neon, sink);
    names(neon, sink);
    same_branch(neon, stage, sink);
}

fn region(neon: &Neon, sink: &mut Sink) {
    let Some(region) = neon.region.known() else { return };
    let known: Vec<&str> = REGIONS.iter().map(|region| region.neon).collect();
    if known.contains(&region.as_str()) {
        return;
    }
    let diagnostic = Diagnostic::error("neon::unknown_region", neon.region.at, format!("Neon has no region \"{region}\" on AWS"));
    let prefixed = format!("aws-{region}");
    sink.push(match nearest(region, known.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `region: \"{near}\";`?")),
        None if known.contains(&prefixed.as_str()) => diagnostic.help(format!("write `region: \"{prefixed}\";`")),
        None => {
            let mut known = known;
            known.sort_unstable();
            known.dedup();
            diagnostic.help(format!("its regions are {}", known.join(", ")))
        }
    });
}

fn capacity_order(neon: &Neon, sink: &mut Sink) {
    if let (Some(min), Some(max)) = (neon.min_cu.known(), neon.max_cu.known())
        && min > max
    {
        let at = if neon.min_cu.written { neon.min_cu.at } else { neon.max_cu.at };
        let message = format!("`min_cu` is {min} and `max_cu` is {max}: the smallest cannot be over the largest");
        sink.push(Diagnostic::error("neon::capacity_order", at, message).help(format!("write `max_cu: {min};`")));
    }
}

/// PostgreSQL takes 63 bytes; names that need quoting everywhere are refused.
fn names(neon: &Neon, sink: &mut Sink) {
    for (what, field) in [("database", &neon.database), ("role", &neon.role)] {
        let Some(name) = field.known() else { continue };
        let good = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && name.len() <= 63;
        if !good {
            let message = format!("\"{name}\" cannot name a {what}: it takes a letter, then lower-case letters, digits and `_`, 63 at most");
            let better: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(63).collect();
            sink.push(Diagnostic::error("neon::bad_name", field.at, message).help(format!("write `{what}: \"{better}\";`")));
        }
    }
}

/// Two databases of one stage in the same database of the same branch would share their tables.
fn same_branch(neon: &Neon, stage: &StageView<'_>, sink: &mut Sink) {
    let place = |neon: &Neon| (neon.project.known().cloned(), neon.branch.known().cloned(), neon.database.known().cloned());
    for other in stage.resources {
        if let Resource::Neon(other) = other
            && other.head.at < neon.head.at
            && place(other) == place(neon)
            && neon.database.written
        {
            let message = "two databases of this stage are the same database of the same branch";
            sink.push(Diagnostic::error("neon::same_database", neon.head.at, message).related(other.head.at, "the other").help("give one another `database`"));
        }
    }
}
