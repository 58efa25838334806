//! `region: "ap-northeast-1";`

mod messages;

use super::{Kind, StageView};
use crate::diag::{Sink, nearest};
use crate::graph::Facts;
use crate::messages::Page;
use crate::regions::{self, OTHERS, PLACES, REGIONS, Without};
use crate::schema::Text;

kind! {
    /// The AWS region. Without it the deploy takes that of the AWS configuration.
    "region" => Region { place: Both, label: None, value: "name", block: false }
    /// Its code, such as `"ap-northeast-1"`.
    name: Text => ["us-east-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-west-1", "eu-south-1", "ap-south-1", "ap-northeast-1", "ap-east-1"];
}

impl Kind for Region {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, stage: &StageView<'_>, sink: &mut Sink) {
        if stage.facts.embedded && self.head.own {
            sink.push(messages::no_effect(self.head.at));
        }
        let Some(name) = self.name.known() else { return };
        let (at, text) = (self.name.at, name.trim().to_ascii_lowercase());
        if regions::find(name).is_some() {
            return;
        }
        if let Some((other, why)) = OTHERS.iter().find(|(other, _)| *other == name) {
            let why = match why {
                Without::Prices => messages::no_prices(),
                Without::Partition => messages::other_partition(),
            };
            sink.push(messages::unsupported(at, name, why, beside(other)));
            return;
        }
        let letter = text.chars().last().filter(char::is_ascii_lowercase);
        if let Some(letter) = letter
            && let Some(region) = regions::find(&text[..text.len() - 1])
        {
            sink.push(messages::zone(at, name, region.name, letter));
            return;
        }
        let known: Vec<&str> = REGIONS.iter().map(|region| region.name).collect();
        let place = PLACES.iter().find(|(place, _)| *place == text).map(|(_, code)| *code);
        let diagnostic = messages::unknown(at, name, known.join(", "));
        sink.push(match place.or_else(|| nearest(name, known.iter().copied())) {
            Some(near) => diagnostic.help(messages::meant(near)),
            None => diagnostic,
        });
    }

    fn declare(&self, facts: &mut Facts) {
        facts.region = self.name.known().cloned();
    }
}

/// A region of the same continent, by the letters before the first hyphen.
fn beside(name: &str) -> &'static str {
    let continent = name.split('-').next().unwrap_or_default();
    let near = match continent {
        "af" | "il" | "me" | "eusc" => "eu-central-1",
        "cn" => "ap-east-1",
        "mx" => "us-west-2",
        _ => continent,
    };
    REGIONS.iter().find(|region| region.name == near || region.name.split('-').next() == Some(near)).map_or("us-east-1", |region| region.name)
}
