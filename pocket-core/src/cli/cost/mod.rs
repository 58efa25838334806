//! `cost`: what a stage costs while nobody visits it and for a stated traffic, each line with its price and the place that brings it.

mod args;
mod messages;
mod text;

pub use args::CostArgs;

use super::{Context, Outcome};
use crate::error::Result;
use args::Currency;
use pocket_model::check::Validated;
use pocket_model::cost::{ALL, AS_OF, Bill, HOURS, Total, total};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Prints the bill of one stage, or of every stage and all of them together.
pub(super) fn run(cx: &Context<'_>, args: &CostArgs, one: bool) -> Result<Outcome> {
    let traffic = args.traffic();
    let mut bills = cx.loaded.validated.bills(&traffic);
    if one {
        bills.retain(|bill| bill.stage == cx.stage);
    }
    if args.prices {
        let mut regions: Vec<&str> = bills.iter().map(|bill| bill.region).collect();
        regions.sort_unstable();
        regions.dedup();
        if cx.json {
            cx.ui.data(pretty(&prices(&regions)));
        } else {
            regions.iter().for_each(|region| cx.ui.data(text::prices(region, cx.ui.lang())));
        }
    } else if cx.json {
        let stages: Vec<Value> = bills.iter().map(|bill| stage(cx, bill, &args.rate)).collect();
        let document = json!({
            "prices_as_of": AS_OF, "hours_a_month": HOURS, "traffic": traffic, "rates": rates(&args.rate), "stages": stages,
            "total": sum(&Validated::total(&bills), &args.rate), "sources": sources(&bills),
        });
        cx.ui.data(pretty(&document));
    } else {
        cx.ui.data(text::bills(cx, &bills, &traffic, &args.rate));
    }
    Ok(Outcome::Done)
}

fn pretty(document: &Value) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default()
}

/// A bill as data, with the place of each line.
fn stage(cx: &Context<'_>, bill: &Bill, rates: &[Currency]) -> Value {
    let mut document = json!(bill);
    for list in ["standing", "usage"] {
        let ats: Vec<_> = match list {
            "standing" => bill.standing.iter().map(|line| line.at).collect(),
            _ => bill.usage.iter().map(|charge| charge.at).collect(),
        };
        for (row, at) in document[list].as_array_mut().into_iter().flatten().zip(ats) {
            row["place"] = json!(cx.loaded.places.show(at));
            if let Some(row) = row.as_object_mut() {
                row.remove("at");
            }
        }
    }
    document["total"] = sum(&total([bill]), rates);
    document
}

/// A sum as data, with the sum in other currencies.
fn sum(total: &Total, rates: &[Currency]) -> Value {
    let mut document = json!(total);
    let others: BTreeMap<&str, f64> =
        rates.iter().map(|currency| (currency.code.as_str(), (total.usd_a_month * currency.rate * 100.0).round() / 100.0)).collect();
    document["other_currencies_a_month"] = json!(others);
    document
}

fn rates(rates: &[Currency]) -> BTreeMap<&str, f64> {
    rates.iter().map(|currency| (currency.code.as_str(), currency.rate)).collect()
}

/// The pages behind the prices of these bills.
fn sources(bills: &[Bill]) -> Vec<&'static str> {
    let standing = bills.iter().flat_map(|bill| bill.standing.iter().flat_map(|line| &line.parts));
    let used = bills.iter().flat_map(|bill| bill.usage.iter().map(|charge| &charge.part));
    let mut pages: Vec<&str> = standing.chain(used).map(|part| part.price.page).collect();
    pages.sort_unstable();
    pages.dedup();
    pages
}

fn prices(regions: &[&str]) -> Value {
    let rows = ALL.iter().flat_map(|price| {
        regions.iter().filter_map(move |region| {
            let quote = price.quote(region)?;
            Some(json!({
                "id": price.id, "name": price.name, "region": region, "usd": quote.usd, "per": price.per(), "vendor": price.vendor, "page": price.page,
                "checked": quote.checked, "free_a_month": price.free.map(|free| free.quantity),
            }))
        })
    });
    json!({ "prices_as_of": AS_OF, "prices": rows.collect::<Vec<_>>() })
}
