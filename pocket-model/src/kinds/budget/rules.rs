//! The standing cost of the stage against the budget.

use super::{Budget, messages};
use crate::ast::At;
use crate::cost::{Line, standing};
use crate::diag::Sink;
use crate::kinds::StageView;
use crate::messages::Wording;
use std::cmp::Reverse;

/// Causes that the message names; the others are summed.
const NAMED: usize = 3;

/// Sums are compared by whole cents, as they are shown.
const HALF_A_CENT: f64 = 0.005;

pub(super) fn check(budget: &Budget, stage: &StageView<'_>, sink: &mut Sink) {
    let facts = stage.facts;
    let Some(limit) = budget.limit.known().filter(|_| !facts.embedded) else { return };
    let total = standing(&facts.standing);
    if total < limit.0 + HALF_A_CENT {
        return;
    }
    let mut causes: Vec<&Line> = facts.standing.iter().collect();
    // The sort is stable: of equals the first stays first.
    causes.sort_by_key(|line| Reverse(cents(line.usd_a_month)));
    let named = if causes.len() > NAMED + 1 { NAMED } else { causes.len() };
    let mut parts: Vec<Wording> = causes[..named].iter().map(|line| messages::cause(&line.what, shown(line.usd_a_month))).collect();
    let others = &causes[named..];
    if !others.is_empty() {
        let usd: f64 = others.iter().map(|line| line.usd_a_month).sum();
        parts.push(messages::others(others.len(), shown(usd)));
    }
    let causes_said = Wording::joined(&parts, [", ", "、", ", "]);
    let mut diagnostic = messages::exceeded(budget.limit.at, stage.name(), shown(total), limit.0, causes_said);
    for (at, what) in places(&causes[..named]) {
        diagnostic = diagnostic.related(at, Wording::joined(&what, [", ", "、", ", "]));
    }
    let enough = (total - HALF_A_CENT).ceil();
    let mut help: Vec<Wording> = stage.cheaper().iter().map(|way| messages::saves(&way.how, shown(way.saves))).collect();
    help.push(if help.is_empty() { messages::raise(enough) } else { messages::or_raise(enough) });
    sink.push(diagnostic.help(Wording::joined(&help, ["; ", "。", "; "])));
}

/// What was written, each place once with all that it brings.
fn places(causes: &[&Line]) -> Vec<(At, Vec<Wording>)> {
    let mut places: Vec<(At, Vec<Wording>)> = Vec::new();
    for line in causes.iter().filter(|line| line.at != At::PROGRAM) {
        match places.iter_mut().find(|(at, _)| *at == line.at) {
            Some((_, what)) => what.push(line.what.clone()),
            None => places.push((line.at, vec![line.what.clone()])),
        }
    }
    places
}

fn shown(usd: f64) -> String {
    format!("{usd:.2}")
}

fn cents(usd: f64) -> i64 {
    (usd * 100.0).round() as i64
}
