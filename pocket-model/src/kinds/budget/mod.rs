//! `budget: 5usd;`

mod messages;
mod rules;

use super::{Kind, StageView};
use crate::diag::Sink;
use crate::messages::Page;
use crate::units::Usd;

kind! {
    /// The most that a stage may cost a month while nobody visits it, in US dollars. A stage that costs more does not compile.
    /// Usage (requests, storage, traffic) is not in it: `cost` makes the bill of both. What another stage shares (`vpc from dev;`) is in that stage's cost.
    /// On the embedded cloud nothing costs.
    "budget" => Budget { place: Both, label: None, value: "limit", block: false }
    /// US dollars a month: `5usd`.
    limit: Usd [Usd(0.0), Usd(1_000_000.0)] => [200usd, 999.5usd];
}

impl Kind for Budget {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, stage: &StageView<'_>, sink: &mut Sink) {
        rules::check(self, stage, sink);
    }
}
