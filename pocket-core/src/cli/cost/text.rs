//! Bills as people read them.

use super::args::Currency;
use super::{messages, sources};
use crate::cli::Context;
use crate::wrap::wrap;
use pocket_model::check::Validated;
use pocket_model::cost::{ALL, AS_OF, Bill, Free, Part, Tariff, Total, Traffic, grouped, standing, total};
use pocket_model::messages::{Lang, Wording};
use std::fmt::Write;

/// What marks an amount that was not compared with the vendor's own figures.
const UNCHECKED: &str = "*";

/// Columns of the sentences below a bill.
const COLUMNS: usize = 150;

/// What is under it is shown as nought.
const HALF_A_CENT: f64 = 0.005;

pub(super) fn bills(cx: &Context<'_>, bills: &[Bill], traffic: &Traffic, rates: &[Currency]) -> String {
    let mut page = Page { text: String::new(), lang: cx.ui.lang() };
    for one in bills {
        page.bill(cx, one, rates);
        page.line("");
    }
    let paid = bills.iter().filter(|bill| !bill.embedded).count();
    if paid > 1 {
        page.say(&messages::together(paid));
        let together = Validated::total(bills);
        page.sum(together.standing_usd_a_month, &messages::while_nobody_visits_an_hour(format!("{:.4}", together.standing_usd_an_hour)));
        page.totals(&together, rates);
        page.line("");
    }
    page.notes(bills, traffic);
    page.text.truncate(page.text.trim_end().len());
    page.text
}

/// Lines in a language.
struct Page {
    text: String,
    lang: Lang,
}

impl Page {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "{text}");
    }

    fn say(&mut self, wording: &Wording) {
        self.line(wording.text(self.lang));
    }

    /// An amount and what it is for.
    fn sum(&mut self, usd: f64, wording: &Wording) {
        self.line(&format!("{:>10}  {}", amount(usd), wording.text(self.lang)));
    }

    /// A line below an amount.
    fn below(&mut self, wording: &Wording) {
        self.line(&format!("            {}", wording.text(self.lang)));
    }

    /// What has no amount.
    fn note(&mut self, wording: &Wording) {
        self.line(&format!("         –  {}", wording.text(self.lang)));
    }

    fn bill(&mut self, cx: &Context<'_>, bill: &Bill, rates: &[Currency]) {
        let assumed = if bill.region_assumed { messages::region_assumed() } else { "".into() };
        let stage = format!("{}-{}", cx.loaded.validated.project(), bill.stage);
        self.say(&match bill.embedded {
            true => messages::on_this_machine(stage, bill.region, assumed),
            false => messages::of_stage(stage, bill.region, assumed),
        });
        for line in &bill.standing {
            let hour = format!("{:.4}", line.usd_an_hour);
            self.sum(line.usd_a_month, &messages::an_hour(&line.what, hour, cx.loaded.places.show(line.at)));
            for part in &line.parts {
                self.below(&counted(part));
            }
        }
        if let Some(owner) = &bill.shared_from {
            self.note(&messages::on_the_bill_of(owner));
        }
        self.sum(standing(&bill.standing), &messages::while_nobody_visits());
        for way in &bill.cheaper {
            self.below(&messages::cheaper(amount(way.saves), &way.how));
        }
        let (shown, small): (Vec<_>, Vec<_>) = bill.usage.iter().partition(|charge| charge.usd_a_month >= HALF_A_CENT);
        for charge in shown {
            let counted = counted(&charge.part);
            self.sum(charge.usd_a_month, &format!("{}: {}", charge.item, counted.text(self.lang)).into());
        }
        if !small.is_empty() {
            let sum = small.iter().map(|charge| charge.usd_a_month).sum();
            let mut names: Vec<&str> = small.iter().map(|charge| charge.part.price.name).collect();
            names.sort_unstable();
            names.dedup();
            self.sum(sum, &messages::less_than_a_cent(names.join(", ")));
        }
        if bill.outside_is_free {
            self.note(&messages::neon_is_free());
        }
        self.totals(&total([bill]), rates);
    }

    fn totals(&mut self, total: &Total, rates: &[Currency]) {
        self.sum(total.usage_usd_a_month, &messages::to_aws());
        if total.outside_usd_a_month > 0.0 {
            self.sum(total.outside_usd_a_month, &messages::to_neon());
        }
        self.sum(total.usd_a_month, &messages::in_all(converted(total.usd_a_month, rates)));
        if total.free.is_empty() {
            return;
        }
        let after = total.after_free_usd_a_month;
        self.sum(after, &messages::after_free(converted(after, rates)));
        let part = |free: &Free| messages::of_free(number(free.allowance), free.name, amount(free.usd_a_month));
        let parts: Vec<Wording> = total.free.iter().map(part).collect();
        self.below(&Wording::joined(&parts, [", ", "、", ", "]));
    }

    fn notes(&mut self, bills: &[Bill], traffic: &Traffic) {
        let sentences = [
            messages::a_month(grouped(traffic.requests), number(traffic.duration * 1000.0), number(traffic.response_kb)),
            messages::each_request(number(traffic.log_kb), number(traffic.query_kb), number(traffic.cold_starts), number(traffic.start)),
            messages::files(number(traffic.stored_gb), grouped(traffic.uploads), grouped(traffic.downloads), number(traffic.file_kb)),
            messages::cache_and_databases(number(traffic.cache_gb), number(traffic.database_gb), number(traffic.database_hours)),
            messages::jobs(grouped(traffic.jobs), number(traffic.job_duration)),
        ];
        let month = Wording::joined(&sentences, [" ", "", " "]);
        wrap(month.text(self.lang), COLUMNS).iter().for_each(|line| self.line(line));
        self.say(&messages::prices_of(AS_OF));
        self.line(&format!("{}.", sources(bills).join(", ")));
        let unchecked = |bill: &Bill| {
            let standing = bill.standing.iter().flat_map(|line| &line.parts);
            standing.chain(bill.usage.iter().map(|charge| &charge.part)).any(|part| !part.checked)
        };
        if bills.iter().any(unchecked) {
            self.say(&messages::unchecked_of_bill(UNCHECKED));
        }
        if traffic.tariff != Tariff::Free && bills.iter().any(|bill| bill.usage.iter().any(|charge| charge.part.price.vendor != "AWS")) {
            self.say(&messages::neon_bills());
        }
    }
}

/// "730 × NAT gateway, 0.062 usd per hour"
fn counted(part: &Part) -> Wording {
    let mark = if part.checked { "" } else { UNCHECKED };
    messages::times(number(part.quantity), part.price.name, format!("{}{mark}", price_of(part.usd)), part.price.per())
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

/// The book for a region.
pub(super) fn prices(region: &str, lang: Lang) -> String {
    let mut page = Page { text: String::new(), lang };
    page.say(&messages::book_of(region, AS_OF));
    for price in ALL {
        let Some(quote) = price.quote(region) else { continue };
        let mark = if quote.checked { "" } else { UNCHECKED };
        let amount = format!("{:>14}", format!("{}{mark}", price_of(quote.usd)));
        let free = price.free.map_or_else(|| "".into(), |free| messages::free_each_month(number(free.quantity)));
        page.say(&messages::a_price(amount, price.per(), price.name, price.page, free));
    }
    page.say(&messages::unchecked(UNCHECKED));
    page.text.truncate(page.text.trim_end().len());
    page.text
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
