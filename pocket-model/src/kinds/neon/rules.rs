//! What Neon refuses, and what cannot work.

use super::{Neon, messages};
use crate::diag::{Sink, nearest};
use crate::kinds::{Resource, StageView};
use crate::messages::Wording;
use crate::regions::REGIONS;
use crate::schema::Field;

/// The widest range of autoscaling, in compute units. Source: Neon documentation, "Autoscaling", November 2026.
const SPAN: f64 = 8.0;
/// The largest size that autoscaling reaches; above it a size is fixed. Source: Neon documentation, "Compute size and autoscaling configuration".
const SCALES_TO: f64 = 16.0;
/// PostgreSQL cuts longer names. Source: PostgreSQL documentation, "Identifiers and Key Words".
const NAME: usize = 63;
/// Source: Neon documentation, "Manage databases", "Protected database names".
const RESERVED_DATABASES: &[&str] = &["postgres", "template0", "template1"];
/// Beside all that begin with `pg_`. Source: Neon documentation, "Manage roles", "Protected role names".
const RESERVED_ROLES: &[&str] = &["neon_superuser", "cloud_admin", "zenith_admin", "public", "none"];

pub(super) fn check(neon: &Neon, stage: &StageView<'_>, sink: &mut Sink) {
    region(neon, sink);
    capacity(neon, sink);
    names(neon, stage, sink);
    parent_itself(neon, sink);
    same_database(neon, stage, sink);
    other_compute(neon, stage, sink);
}

fn region(neon: &Neon, sink: &mut Sink) {
    let Some(region) = neon.region.known() else { return };
    let mut known: Vec<&str> = REGIONS.iter().map(|region| region.neon).collect();
    if known.contains(&region.as_str()) {
        return;
    }
    let prefixed = format!("aws-{region}");
    let help = match nearest(region, known.iter().copied()) {
        Some(near) => messages::did_you_mean(near),
        None if known.contains(&prefixed.as_str()) => messages::write_region(prefixed),
        None => {
            known.sort_unstable();
            known.dedup();
            messages::its_regions(known.join(", "))
        }
    };
    sink.push(messages::unknown_region(neon.region.at, region).help(help));
}

/// One mistake, one message: a size that does not exist says nothing of the range.
fn capacity(neon: &Neon, sink: &mut Sink) {
    let steps = [("min_cu", &neon.min_cu), ("max_cu", &neon.max_cu)].map(|(name, field)| capacity_step(name, field, sink));
    let (Some(&min), Some(&max)) = (neon.min_cu.known(), neon.max_cu.known()) else { return };
    if steps.contains(&false) {
        return;
    }
    let at_max = if neon.max_cu.written { neon.max_cu.at } else { neon.min_cu.at };
    if min > max {
        let at = if neon.min_cu.written { neon.min_cu.at } else { neon.max_cu.at };
        sink.push(messages::capacity_order(at, min, max));
    } else if max > SCALES_TO && min < max {
        sink.push(messages::fixed_above(at_max, min, max, SCALES_TO));
    } else if max - min > SPAN {
        sink.push(messages::capacity_span(at_max, min, max, (max - SPAN).max(1.0)));
    }
}

fn capacity_step(name: &str, field: &Field<f64>, sink: &mut Sink) -> bool {
    let Some(&value) = field.known() else { return true };
    let exists = value == 0.25 || value == 0.5 || value.fract() == 0.0;
    if !exists {
        let better = if value < 0.5 { 0.5 } else { value.ceil() };
        sink.push(messages::capacity_step(field.at, name, value, better));
    }
    exists
}

/// Names that need quoting everywhere are refused, and those that PostgreSQL and Neon keep for themselves.
fn names(neon: &Neon, stage: &StageView<'_>, sink: &mut Sink) {
    let database = neon.database_name(&stage.facts.project);
    let role = neon.role.known().cloned();
    if let Some(name) = &database {
        name_of("database", messages::a_database(), name, &neon.database, RESERVED_DATABASES.contains(&name.as_str()), sink);
    }
    if let Some(name) = &role {
        let reserved = RESERVED_ROLES.contains(&name.as_str()) || name.starts_with("pg_");
        name_of("role", messages::a_role(), name, &neon.role, reserved, sink);
    }
}

fn name_of(field: &str, what: Wording, name: &str, written: &Field<String>, reserved: bool, sink: &mut Sink) {
    let good = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && name.len() <= NAME;
    if !good {
        sink.push(messages::bad_name(written.at, name, what, field, better(field, name)));
    } else if reserved {
        sink.push(messages::reserved_name(written.at, name, what, field, format!("my_{name}")));
    }
}

fn better(field: &str, name: &str) -> String {
    if name.trim().is_empty() {
        return format!("my_{field}");
    }
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let begun = if plain.starts_with(|c: char| c.is_ascii_lowercase() || c == '_') { plain } else { format!("db_{plain}") };
    begun.chars().take(NAME).collect()
}

fn parent_itself(neon: &Neon, sink: &mut Sink) {
    if let (Some(branch), Some(parent)) = (neon.branch.known(), neon.parent.known())
        && branch == parent
    {
        sink.push(messages::parent_itself(neon.parent.at, branch));
    }
}

/// Two databases of one stage in the same database of the same branch would share their tables.
fn same_database(neon: &Neon, stage: &StageView<'_>, sink: &mut Sink) {
    // Labels that become one name say so themselves: names::same_logical_id.
    let written = |neon: &Neon| neon.database.written || neon.branch.written || neon.project.written;
    let place = |neon: &Neon| {
        let known = |field: &Field<String>| field.known().map(String::as_str).or((!field.written).then_some("")).map(str::to_string);
        Some((known(&neon.project)?, known(&neon.branch)?, neon.database_name(&stage.facts.project)?))
    };
    let Some(own) = place(neon) else { return };
    for other in stage.resources {
        if let Resource::Neon(other) = other
            && other.head.at < neon.head.at
            && (written(neon) || written(other))
            && place(other).is_some_and(|place| place == own)
        {
            let at = if neon.database.written { neon.database.at } else { neon.head.at };
            sink.push(messages::same_database(at, &own.2).related(other.head.at, messages::the_other()));
        }
    }
}

/// A branch has one compute, which items that lead to the same branch share. Source: Neon documentation, "Manage computes".
fn other_compute(neon: &Neon, stage: &StageView<'_>, sink: &mut Sink) {
    let known = |field: &Field<String>| field.known().map(String::as_str).or((!field.written).then_some("")).map(str::to_string);
    let branch = |neon: &Neon| Some((known(&neon.project)?, known(&neon.branch)?));
    let Some(own) = branch(neon) else { return };
    for other in stage.resources {
        let Resource::Neon(other) = other else { continue };
        if other.head.at >= neon.head.at || branch(other).is_none_or(|branch| branch != own) {
            continue;
        }
        let size = |field: &Field<f64>| field.known().map(f64::to_string);
        let pause = |neon: &Neon| neon.suspend.known().map(|suspend| format!("{}s", suspend.0));
        let at = |written: bool, at| if written { at } else { neon.head.at };
        let fields = [
            ("min_cu", at(neon.min_cu.written, neon.min_cu.at), size(&neon.min_cu), size(&other.min_cu)),
            ("max_cu", at(neon.max_cu.written, neon.max_cu.at), size(&neon.max_cu), size(&other.max_cu)),
            ("suspend", at(neon.suspend.written, neon.suspend.at), pause(neon), pause(other)),
        ];
        let differs = fields.into_iter().find_map(|(name, at, here, there)| Some((name, at, here?, there?)).filter(|it| it.2 != it.3));
        if let Some((name, at, here, there)) = differs {
            sink.push(messages::other_compute(at, name, here, there).related(other.head.at, messages::the_other()));
        }
    }
}
