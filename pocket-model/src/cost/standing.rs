//! What a stage costs while nobody visits it, and cheaper ways to have the same.

use super::book::Price;
use super::{HOURS, region, rounded};
use crate::ast::At;
use crate::graph::Facts;
use crate::messages::{Lang, Wording, phrases};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

phrases! {
    a_secret(name) { en: "the secret {name} in Secrets Manager", ja: "Secrets Manager のシークレット {name}", ko: "Secrets Manager의 시크릿 {name}" }
}

/// Something that costs while nobody visits the stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// What is billed, as a part of a sentence: "the NAT gateway".
    #[serde(serialize_with = "english")]
    pub what: Wording,
    /// US dollars an hour.
    pub usd_an_hour: f64,
    /// US dollars for 730 hours.
    pub usd_a_month: f64,
    /// The prices that it is the sum of.
    pub parts: Vec<Part>,
    /// The item that brings it.
    pub at: At,
}

/// Units of one price.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// The price.
    pub price: &'static Price,
    /// Units a month.
    pub quantity: f64,
    /// US dollars for a lot of units.
    pub usd: f64,
    /// Whether the amount was compared with the vendor's own figures.
    pub checked: bool,
}

/// A cheaper way, with what it saves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Way {
    /// The text to type: "write `nat: instance;`".
    #[serde(serialize_with = "english")]
    pub how: Wording,
    /// US dollars a month.
    pub saves: f64,
}

/// JSON is for programs, which want one language.
fn english<S: Serializer>(wording: &Wording, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(wording.text(Lang::En))
}

impl Line {
    /// A line of so many units a month of each price, in a region.
    pub fn new(what: Wording, at: At, in_region: Option<&str>, parts: &[(&'static Price, f64)]) -> Self {
        let name = region(in_region).name;
        let parts: Vec<Part> = parts.iter().map(|(price, quantity)| Part::new(price, *quantity, name)).collect();
        let month: f64 = parts.iter().map(Part::total).sum();
        Line { what, usd_an_hour: rounded(month / HOURS), usd_a_month: rounded(month), parts, at }
    }
}

impl Part {
    pub(crate) fn new(price: &'static Price, quantity: f64, region: &str) -> Self {
        let quote = price.quote(region);
        Part { price, quantity, usd: quote.map_or(0.0, |quote| quote.usd), checked: quote.is_some_and(|quote| quote.checked) }
    }

    /// US dollars a month.
    pub fn total(&self) -> f64 {
        self.usd * self.quantity / self.price.lot
    }
}

impl Way {
    /// A way, if it saves a cent at least.
    pub fn new(how: Wording, saves: f64) -> Option<Self> {
        (saves >= 0.01).then(|| Way { how, saves: rounded(saves) })
    }
}

/// The sum of the lines, US dollars a month.
pub fn standing(lines: &[Line]) -> f64 {
    rounded(lines.iter().map(|line| line.usd_a_month).sum())
}

/// What the other stages of the program have that a stage could share.
#[derive(Debug, Default)]
pub struct Around {
    /// Stages with a NAT of their own on AWS, by the region that they name: two at most, so that there is one besides the stage that asks.
    with_nat: BTreeMap<Option<String>, Vec<String>>,
    /// Stages whose network another one takes: they cannot give it up.
    lending: BTreeSet<String>,
}

impl Around {
    /// Of all stages.
    pub(crate) fn of<'a>(stages: impl Iterator<Item = &'a Facts>) -> Self {
        let mut around = Around::default();
        for facts in stages {
            around.lending.extend(facts.network.as_ref().and_then(|network| network.owner.clone()));
            let known = around.with_nat.entry(facts.region.clone()).or_default();
            if facts.own_nat && !facts.embedded && known.len() < 2 {
                known.push(facts.stage.clone());
            }
        }
        around
    }

    /// Another stage in the same region that has a NAT.
    pub fn nat_beside(&self, facts: &Facts) -> Option<&str> {
        if self.lending.contains(&facts.stage) {
            return None;
        }
        self.with_nat.get(&facts.region)?.iter().map(String::as_str).find(|stage| *stage != facts.stage)
    }
}
