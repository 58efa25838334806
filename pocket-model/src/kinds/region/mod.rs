//! `region: "ap-northeast-1";`

use super::{Kind, StageView};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::graph::Facts;
use crate::regions::{self, REGIONS};
use crate::schema::Text;

kind! {
    /// The AWS region. Without it the deploy takes that of the AWS configuration.
    "region" => Region { place: Both, label: None, value: "name", block: false }
    /// Its code, such as `"ap-northeast-1"`.
    name: Text => ["us-east-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-west-1", "eu-south-1", "ap-south-1", "ap-northeast-1", "ap-east-1"];
}

impl Kind for Region {
    fn check(&self, _stage: &StageView<'_>, sink: &mut Sink) {
        let Some(name) = self.name.known() else { return };
        if regions::find(name).is_none() {
            let diagnostic = Diagnostic::error("region::unknown", self.name.at, format!("there is no region \"{name}\" that pocket can deploy to"));
            sink.push(match nearest(name, REGIONS.iter().map(|region| region.name)) {
                Some(near) => diagnostic.help(format!("did you mean `region: \"{near}\";`?")),
                None => diagnostic.help(format!("the regions are {}", REGIONS.iter().map(|region| region.name).collect::<Vec<_>>().join(", "))),
            });
        }
    }

    fn declare(&self, facts: &mut Facts) {
        facts.region = self.name.known().cloned();
        facts.region_is_late = self.name.written && self.name.known().is_none();
    }
}
