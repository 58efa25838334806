//! `budget: 5usd;`

use super::Kind;
use crate::graph::Facts;
use crate::units::Usd;

kind! {
    /// The most that a stage may cost a month while nobody visits it, in US dollars. A stage that costs more does not compile.
    /// Usage (requests, storage, traffic) is not in it. On the embedded cloud nothing costs.
    "budget" => Budget { place: Both, label: None, value: "limit", block: false }
    /// US dollars a month: `5usd`.
    limit: Usd [Usd(0.0), Usd(1_000_000.0)] => [200usd, 999.5usd];
}

impl Kind for Budget {
    fn declare(&self, facts: &mut Facts) {
        facts.budget = self.limit.known().map(|limit| (*limit, self.limit.at));
    }
}
