//! What AWS refuses of a VPC, and what cannot work.

use super::{Nat, Vpc};
use crate::diag::{Diagnostic, Sink};
use crate::kinds::StageView;

/// Interface endpoints that pocket knows how to use. Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink".
const ENDPOINTS: &[&str] = &[
    "ssm", "secretsmanager", "logs", "sqs", "sns", "events", "lambda", "kms", "sts", "ecr.api", "ecr.dkr", "monitoring", "email-smtp", "rds",
    "elasticfilesystem", "ssmmessages", "ec2messages", "execute-api",
];

pub(super) fn check(vpc: &Vpc, _stage: &StageView<'_>, sink: &mut Sink) {
    if vpc.head.owner.is_some() {
        return; // The owner's stage says what is wrong with it.
    }
    cidr(vpc, sink);
    zones(vpc, sink);
    endpoints(vpc, sink);
}

fn cidr(vpc: &Vpc, sink: &mut Sink) {
    let Some(cidr) = vpc.cidr.known() else { return };
    if !(16..=24).contains(&cidr.prefix) {
        let message = format!("a VPC with the range {cidr}: pocket divides it into sixteen parts, and AWS takes /16 to /28 for each");
        let diagnostic = Diagnostic::error("vpc::cidr_size", vpc.cidr.at, message);
        sink.push(diagnostic.help("write `cidr: \"10.0.0.0/16\";`, or any range from /16 to /24"));
    } else if cidr.network() != *cidr {
        let message = format!("{cidr} has bits set behind its prefix");
        sink.push(Diagnostic::error("vpc::cidr_bits", vpc.cidr.at, message).help(format!("write `cidr: \"{}\";`", cidr.network())));
    } else if !cidr.private() {
        let message = format!("{cidr} is a range of public addresses: what lives there on the internet could not be reached");
        sink.push(Diagnostic::error("vpc::cidr_public", vpc.cidr.at, message).help("write `cidr: \"10.0.0.0/16\";`"));
    }
}

fn zones(vpc: &Vpc, sink: &mut Sink) {
    let Some(zones) = vpc.letters() else { return };
    let at = vpc.zones.at;
    if zones.is_empty() || zones.len() > 6 {
        let message = format!("a VPC in {} zones: it takes one to six", zones.len());
        sink.push(Diagnostic::error("vpc::zone_count", at, message).help("write `zones: [\"a\", \"c\"];`"));
    }
    for (index, zone) in zones.iter().enumerate() {
        if zone.len() != 1 || !zone.chars().all(|c| c.is_ascii_lowercase()) {
            let message = format!("\"{zone}\" is not the letter of a zone");
            let letter = zone.chars().last().filter(char::is_ascii_lowercase).unwrap_or('a');
            sink.push(Diagnostic::error("vpc::zone_letter", at, message).help(format!("write the letter alone: `zones: [\"{letter}\"];`")));
        } else if zones[..index].contains(zone) {
            let message = format!("the zone \"{zone}\" stands twice in the list");
            sink.push(Diagnostic::error("vpc::zone_twice", at, message).help("write each zone once"));
        }
    }
    if zones.len() == 1 && vpc.nat.known() == Some(&Nat::PerZone) {
        let diagnostic = Diagnostic::warning("vpc::per_zone_of_one", vpc.nat.at, "`nat: per_zone;` in a VPC with one zone is the same as `nat;`");
        sink.push(diagnostic.help("write `nat;`"));
    }
}

fn endpoints(vpc: &Vpc, sink: &mut Sink) {
    for name in vpc.endpoint_names() {
        if name == "s3" {
            let diagnostic = Diagnostic::error("vpc::s3_endpoint", vpc.endpoints.at, "S3 is reached through its gateway endpoint, which is free and always there");
            sink.push(diagnostic.help("take \"s3\" out of the list"));
        } else if !ENDPOINTS.contains(&name.as_str()) {
            let diagnostic = Diagnostic::error("vpc::unknown_endpoint", vpc.endpoints.at, format!("there is no interface endpoint \"{name}\""));
            sink.push(match crate::diag::nearest(name, ENDPOINTS.iter().copied()) {
                Some(near) => diagnostic.help(format!("did you mean \"{near}\"?")),
                None => diagnostic.help(format!("pocket knows {}", ENDPOINTS.join(", "))),
            });
        }
    }
}
