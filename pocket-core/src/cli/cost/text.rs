//! Bills as people read them.

use super::args::Currency;
use super::sources;
use crate::cli::Context;
use pocket_model::check::Validated;
use pocket_model::cost::{ALL, AS_OF, Bill, Part, Tariff, Total, Traffic, grouped, standing, total};
use pocket_model::messages::Lang;
use std::fmt::Write;

/// What marks an amount that was not compared with the vendor's own figures.
const UNCHECKED: &str = "*";

/// What is under it is shown as nought.
const HALF_A_CENT: f64 = 0.005;

pub(super) fn bills(cx: &Context<'_>, bills: &[Bill], traffic: &Traffic, rates: &[Currency]) -> String {
    let mut text = String::new();
    for one in bills {
        bill(&mut text, cx, one, rates);
        text.push('\n');
    }
    let paid = bills.iter().filter(|bill| !bill.embedded).count();
    if paid > 1 {
        let _ = writeln!(text, "the {paid} stages on AWS together, what they share counted once");
        let together = Validated::total(bills);
        let (month, hour) = (amount(together.standing_usd_a_month), together.standing_usd_an_hour);
        let _ = writeln!(text, "{month:>10}  usd a month while nobody visits, {hour:.4} an hour");
        totals(&mut text, &together, rates);
        text.push('\n');
    }
    notes(&mut text, bills, traffic);
    text.truncate(text.trim_end().len());
    text
}

fn bill(text: &mut String, cx: &Context<'_>, bill: &Bill, rates: &[Currency]) {
    let assumed = if bill.region_assumed { ", which is assumed: the program names no region that pocket knows" } else { "" };
    let project = cx.loaded.validated.project();
    if bill.embedded {
        let _ =
            writeln!(text, "{project}-{} runs on this machine and costs nothing; in {}{assumed} it would cost", bill.stage, bill.region);
    } else {
        let _ = writeln!(text, "{project}-{} in {}{assumed}", bill.stage, bill.region);
    }
    for line in &bill.standing {
        let _ = writeln!(
            text,
            "{:>10}  {}, {:.4} an hour  ({})",
            amount(line.usd_a_month),
            line.what.text(Lang::En),
            line.usd_an_hour,
            cx.loaded.places.show(line.at)
        );
        for part in &line.parts {
            let _ = writeln!(text, "            {}", counted(part));
        }
    }
    if let Some(owner) = &bill.shared_from {
        let _ = writeln!(text, "         –  the network is on the bill of {owner}");
    }
    let _ = writeln!(text, "{:>10}  usd a month while nobody visits", amount(standing(&bill.standing)));
    for way in &bill.cheaper {
        let _ = writeln!(text, "            cheaper by {}: {}", amount(way.saves), way.how.text(Lang::En));
    }
    let (shown, small): (Vec<_>, Vec<_>) = bill.usage.iter().partition(|charge| charge.usd_a_month >= HALF_A_CENT);
    for charge in shown {
        let _ = writeln!(text, "{:>10}  {}: {}", amount(charge.usd_a_month), charge.item, counted(&charge.part));
    }
    if !small.is_empty() {
        let sum = small.iter().map(|charge| charge.usd_a_month).sum();
        let mut names: Vec<&str> = small.iter().map(|charge| charge.part.price.name).collect();
        names.sort_unstable();
        names.dedup();
        let _ = writeln!(text, "{:>10}  less than a cent each: {}", amount(sum), names.join(", "));
    }
    if bill.outside_is_free {
        let _ = writeln!(
            text,
            "         –  Neon, on its plan Free: 100 CU-hours a month and 0.5 GB for each of its projects, and then it stops"
        );
    }
    totals(text, &total([bill]), rates);
}

/// "730 hours of NAT gateway at 0.062 an hour"
fn counted(part: &Part) -> String {
    let price = part.price;
    let mark = if part.checked { "" } else { UNCHECKED };
    format!("{} × {}, {}{mark} usd per {}", number(part.quantity), price.name, price_of(part.usd), price.per())
}

fn totals(text: &mut String, total: &Total, rates: &[Currency]) {
    let usage = total.usage_usd_a_month;
    let _ = writeln!(text, "{:>10}  usd a month for the traffic to AWS", amount(usage));
    if total.outside_usd_a_month > 0.0 {
        let _ = writeln!(text, "{:>10}  usd a month to Neon", amount(total.outside_usd_a_month));
    }
    let _ = writeln!(text, "{:>10}  usd a month in all{}", amount(total.usd_a_month), converted(total.usd_a_month, rates));
    if total.free.is_empty() {
        return;
    }
    let after = total.after_free_usd_a_month;
    let _ = writeln!(
        text,
        "{:>10}  usd a month{} if nothing else in the account uses what is free each month:",
        amount(after),
        converted(after, rates)
    );
    let parts: Vec<String> =
        total.free.iter().map(|free| format!("{} {} ({})", number(free.allowance), free.name, amount(free.usd_a_month))).collect();
    let _ = writeln!(text, "            {}", parts.join(", "));
}

fn converted(usd: f64, rates: &[Currency]) -> String {
    let sums: Vec<String> =
        rates.iter().map(|currency| format!(", {} {}", money(usd * currency.rate, &currency.code), currency.code)).collect();
    sums.concat()
}

/// Currencies without cents have none here either. Source: ISO 4217.
fn money(amount: f64, code: &str) -> String {
    if matches!(code, "JPY" | "KRW" | "VND" | "CLP" | "ISK") { grouped(amount) } else { format!("{amount:.2}") }
}

fn notes(text: &mut String, bills: &[Bill], traffic: &Traffic) {
    let _ = writeln!(
        text,
        "A month: {} requests of {} ms and {} KB, {} KB of log and {} KB to and from the database each, {} % of them starts of {} s;",
        grouped(traffic.requests),
        number(traffic.duration * 1000.0),
        number(traffic.response_kb),
        number(traffic.log_kb),
        number(traffic.query_kb),
        number(traffic.cold_starts),
        number(traffic.start)
    );
    let _ = writeln!(
        text,
        "{} GB of files, {} uploaded and {} downloaded of {} KB; a cache of {} GB; databases of {} GB, awake {} hours; {} runs of {} s of further",
        number(traffic.stored_gb),
        grouped(traffic.uploads),
        grouped(traffic.downloads),
        number(traffic.file_kb),
        number(traffic.cache_gb),
        number(traffic.database_gb),
        number(traffic.database_hours),
        grouped(traffic.jobs),
        number(traffic.job_duration)
    );
    let _ = writeln!(text, "functions. `cost --help` names the arguments for all of it.");
    let _ = writeln!(
        text,
        "On-demand prices of {AS_OF} for months of 730 hours, without taxes, credits, support and traffic between zones, from:"
    );
    let _ = writeln!(text, "{}.", sources(bills).join(", "));
    let unchecked = |bill: &Bill| {
        let standing = bill.standing.iter().flat_map(|line| &line.parts);
        standing.chain(bill.usage.iter().map(|charge| &charge.part)).any(|part| !part.checked)
    };
    if bills.iter().any(unchecked) {
        let _ = writeln!(text, "{UNCHECKED} not compared with the vendor's price list; `cost --prices` shows all prices of the region.");
    }
    if traffic.tariff != Tariff::Free && bills.iter().any(|bill| bill.usage.iter().any(|charge| charge.part.price.vendor != "AWS")) {
        let _ = writeln!(text, "Neon bills for itself; `--neon-plan` takes free, launch or scale.");
    }
}

/// The book for a region.
pub(super) fn prices(region: &str) -> String {
    let mut text = format!("{region}, on-demand prices of {AS_OF} in usd, without taxes\n");
    for price in ALL {
        let Some(quote) = price.quote(region) else { continue };
        let mark = if quote.checked { "" } else { UNCHECKED };
        let amount = format!("{}{mark}", price_of(quote.usd));
        let free = price.free.map_or(String::new(), |free| format!("; {} free each month in an account", number(free.quantity)));
        let _ = writeln!(text, "{amount:>14} per {}: {} ({}){free}", price.per(), price.name, price.page);
    }
    let _ = write!(text, "{UNCHECKED} not compared with the vendor's price list");
    text
}

/// Dollars and cents. What is under a cent is not nothing.
fn amount(usd: f64) -> String {
    if usd > 0.0 && usd < HALF_A_CENT { "<0.01".into() } else { format!("{usd:.2}") }
}

/// A price in full: `0.0000166667`, and not `1.7e-5`.
fn price_of(usd: f64) -> String {
    let text = format!("{usd:.10}");
    let text = text.trim_end_matches('0');
    // Two digits behind the point at least.
    let behind = text.len() - text.find('.').map_or(text.len(), |point| point + 1);
    format!("{text}{}", "0".repeat(2_usize.saturating_sub(behind)))
}

/// A quantity: whole from 100 on, with three digits below.
fn number(quantity: f64) -> String {
    if quantity >= 100.0 {
        return grouped(quantity);
    }
    let text = format!("{quantity:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(price_of(0.0000166667), "0.0000166667");
        assert_eq!(price_of(0.2), "0.20");
        assert_eq!(price_of(0.0), "0.00");
        assert_eq!(number(1_234_567.8), "1,234,568");
        assert_eq!(number(0.977), "0.977");
        assert_eq!(number(40.0), "40");
        assert_eq!(amount(0.004), "<0.01");
        assert_eq!(amount(0.0), "0.00");
        assert_eq!(money(7912.4, "JPY"), "7,912");
        assert_eq!(money(47.114, "EUR"), "47.11");
    }
}
