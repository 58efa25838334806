//! `cloud: embedded;`

use super::Kind;
use crate::graph::Facts;
use crate::schema::words;

words! {
    /// Where a stage is deployed.
    Provider {
        /// Amazon Web Services.
        Aws = "aws",
        /// Processes on this machine.
        Embedded = "embedded",
    }
}

kind! {
    /// Where the stage is deployed: `aws`, or `embedded`: processes on this machine, which need no account.
    "cloud" => Cloud { place: Stage, label: None, value: "provider", block: false }
    /// `aws` unless written.
    provider: Provider = Provider::Aws;
}

impl Kind for Cloud {
    fn declare(&self, facts: &mut Facts) {
        facts.embedded = self.provider.known() == Some(&Provider::Embedded);
    }
}
