//! What the network costs while nobody visits the stage, and cheaper networks that do the same.

use super::ways::service;
use super::{Nat, Vpc, field_at};
use crate::ast::At;
use crate::cost::{HOURS, Line, Of, Price, Way, kept_log, prices};
use crate::graph::{Facts, Want};
use crate::kinds::StageView;
use crate::messages::{Wording, phrases};

phrases! {
    the_gateway() { en: "the NAT gateway", ja: "NAT ゲートウェイ", ko: "NAT 게이트웨이" }
    gateways(count) { en: "{count} NAT gateways", ja: "{count} 個の NAT ゲートウェイ", ko: "NAT 게이트웨이 {count}개" }
    the_instance() { en: "the NAT instance", ja: "NAT インスタンス", ko: "NAT 인스턴스" }
    the_endpoint(name) { en: "the interface endpoint `{name}`", ja: "インターフェイスエンドポイント `{name}`", ko: "인터페이스 엔드포인트 `{name}`" }
    share(stage) {
        en: "write `vpc from {stage};` to share the NAT of that stage",
        ja: "`vpc from {stage};` と書いてそのステージの NAT を共有する",
        ko: "`vpc from {stage};`라고 써서 그 스테이지의 NAT를 함께 쓰기",
    }
    one_gateway() {
        en: "write `vpc {{ nat; }}` for one NAT gateway",
        ja: "`vpc {{ nat; }}` と書いて NAT ゲートウェイを 1 つにする",
        ko: "`vpc {{ nat; }}`라고 써서 NAT 게이트웨이를 하나로 하기",
    }
    instance() { en: "write `vpc {{ nat: instance; }}`", ja: "`vpc {{ nat: instance; }}` と書く", ko: "`vpc {{ nat: instance; }}`라고 쓰기" }
    instead_of_endpoints() {
        en: "write `vpc {{ nat: instance; }}` in place of the endpoints",
        ja: "エンドポイントの代わりに `vpc {{ nat: instance; }}` と書く",
        ko: "엔드포인트 대신 `vpc {{ nat: instance; }}`라고 쓰기",
    }
    endpoints(names) {
        en: "write `endpoints: [{names}];` in place of `nat`, unless the project itself calls other sites",
        ja: "プロジェクト自身が外部サイトを呼ばないなら、`nat` の代わりに `endpoints: [{names}];` と書く",
        ko: "프로젝트가 다른 사이트를 호출하지 않는다면 `nat` 대신 `endpoints: [{names}];`라고 쓰기",
    }
    without_nat() {
        en: "delete `nat`, unless the project itself calls other sites",
        ja: "プロジェクト自身が外部サイトを呼ばないなら、`nat` を削除する",
        ko: "프로젝트가 다른 사이트를 호출하지 않는다면 `nat`을 지우기",
    }
    without_endpoints() {
        en: "delete `endpoints`, as the NAT reaches the same services",
        ja: "NAT から同じサービスに届くので `endpoints` を削除する",
        ko: "NAT로 같은 서비스에 닿으므로 `endpoints`를 지우기",
    }
}

/// Days that flow logs are kept.
pub(super) const FLOW_LOG_DAYS: u32 = 14;

/// The root volume of Amazon Linux 2023. Source: Amazon Linux 2023 User Guide, "AL2023 on Amazon EC2".
const INSTANCE_DISK_GB: f64 = 8.0;

type Parts = Vec<(&'static Price, f64)>;

/// So many NAT gateways, each with its address.
fn nat_gateways(count: usize) -> Parts {
    let hours = count as f64 * HOURS;
    vec![(&prices::NAT_GATEWAY_HOUR, hours), (&prices::PUBLIC_IPV4_HOUR, hours)]
}

fn nat_instance() -> Parts {
    vec![(&prices::NAT_INSTANCE_HOUR, HOURS), (&prices::PUBLIC_IPV4_HOUR, HOURS), (&prices::GP3_GB_MONTH, INSTANCE_DISK_GB)]
}

/// An interface endpoint has an address in each zone.
fn endpoint(zones: usize) -> Parts {
    vec![(&prices::ENDPOINT_HOUR, zones as f64 * HOURS)]
}

fn nat(vpc: &Vpc, kind: Nat) -> Parts {
    match kind {
        Nat::Off => Vec::new(),
        Nat::Single => nat_gateways(1),
        Nat::PerZone => nat_gateways(vpc.zone_count()),
        Nat::Instance => nat_instance(),
    }
}

/// US dollars a month.
fn usd(region: Option<&str>, parts: &Parts) -> f64 {
    Line::new(Wording::from(""), At::PROGRAM, region, parts).usd_a_month
}

/// One NAT gateway, US dollars a month.
pub(super) fn gateway_usd(region: Option<&str>) -> f64 {
    usd(region, &nat_gateways(1))
}

/// The NAT of a VPC, US dollars a month.
pub(super) fn nat_usd(vpc: &Vpc, region: Option<&str>) -> f64 {
    vpc.nat.known().map_or(0.0, |kind| usd(region, &nat(vpc, *kind)))
}

/// An interface endpoint in so many zones, US dollars a month.
pub(super) fn endpoint_usd(region: Option<&str>, zones: usize) -> f64 {
    usd(region, &endpoint(zones))
}

pub(super) fn declare(vpc: &Vpc, facts: &mut Facts) {
    // Also through another stage's NAT.
    facts.gateway_gb = matches!(vpc.nat.known(), Some(Nat::Single | Nat::PerZone)).then_some(&prices::NAT_GATEWAY_GB);
    if vpc.head.owner.is_some() {
        return; // On the owner's bill.
    }
    facts.own_nat = vpc.nat.known().is_some_and(|kind| *kind != Nat::Off);
    let zones = vpc.zone_count();
    if let Some(kind) = vpc.nat.known().copied().filter(|kind| *kind != Nat::Off) {
        let what = match kind {
            Nat::PerZone if zones > 1 => gateways(zones),
            Nat::Instance => the_instance(),
            _ => the_gateway(),
        };
        facts.costs(what, field_at(&vpc.nat, vpc.head.at), &nat(vpc, kind));
    }
    for name in vpc.endpoint_names() {
        facts.costs(the_endpoint(name), vpc.endpoints.at, &endpoint(zones));
    }
    if !vpc.endpoint_names().is_empty() {
        facts.uses("vpc", vpc.endpoints.at, &[(&prices::ENDPOINT_GB, Of::Endpoints, 1.0)]);
    }
    if vpc.flow_logs.known() == Some(&true) {
        let kept = kept_log(FLOW_LOG_DAYS);
        facts.uses("vpc", vpc.flow_logs.at, &[(&prices::FLOW_LOGS_GB, Of::FlowLogs, 1.0), (&prices::LOGS_GB_MONTH, Of::FlowLogs, kept)]);
    }
}

pub(super) fn cheaper(vpc: &Vpc, stage: &StageView<'_>) -> Vec<Way> {
    let facts = stage.facts;
    let (None, Some(kind)) = (&vpc.head.owner, vpc.nat.known().copied()) else { return Vec::new() };
    let usd = |parts: &Parts| usd(facts.region.as_deref(), parts);
    let zones = vpc.zone_count();
    let now = usd(&nat(vpc, kind));
    let by_endpoints = vpc.endpoint_names().len() as f64 * usd(&endpoint(zones));
    let mut ways = Vec::new();
    if let Some(other) = stage.around.nat_beside(facts) {
        ways.extend(Way::new(share(other), now + by_endpoints));
    }
    match kind {
        Nat::Off => ways.extend(Way::new(instead_of_endpoints(), by_endpoints - usd(&nat_instance()))),
        Nat::Instance => {}
        Nat::Single | Nat::PerZone => {
            ways.extend(Way::new(one_gateway(), now - usd(&nat_gateways(1))));
            ways.extend(Way::new(instance(), now - usd(&nat_instance())));
        }
    }
    if kind != Nat::Off {
        ways.extend(Way::new(without_endpoints(), by_endpoints));
        ways.extend(without_internet(vpc, facts, now, usd(&endpoint(zones))));
    }
    ways
}

/// Where nothing declares that it needs the internet, endpoints of the services that are needed do.
fn without_internet(vpc: &Vpc, facts: &Facts, now: f64, each: f64) -> Option<Way> {
    if facts.needs.iter().any(|need| need.want == Want::Internet) {
        return None;
    }
    let mut names: Vec<&str> = vpc.endpoint_names().iter().map(String::as_str).collect();
    let own = names.len();
    for need in &facts.needs {
        if let Some(service) = service(&need.want)
            && !names.contains(&service)
        {
            names.push(service);
        }
    }
    let more = (names.len() - own) as f64 * each;
    if names.len() == own {
        return Way::new(without_nat(), now);
    }
    let list: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    Way::new(endpoints(list.join(", ")), now - more)
}
