//! Bills computed by hand, for Tokyo and for N. Virginia.

use super::parse;
use pocket_model::check::Validated;
use pocket_model::cost::{Bill, Tariff, Traffic, Way, total};
use pocket_model::messages::Lang;

fn validated(block: &str) -> Validated {
    let parsed = parse(block);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let compiled = pocket_model::compile(&parsed.project, None);
    compiled.validated.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics))
}

fn bills(block: &str, traffic: &Traffic) -> Vec<Bill> {
    validated(block).bills(traffic)
}

/// A month in which nothing happens and nothing is stored.
fn nothing() -> Traffic {
    Traffic {
        requests: 0.0,
        stored_gb: 0.0,
        uploads: 0.0,
        downloads: 0.0,
        cache_gb: 0.0,
        database_gb: 0.0,
        database_hours: 0.0,
        jobs: 0.0,
        endpoint_gb: 0.0,
        flow_log_gb: 0.0,
        releases_gb: 0.0,
        ..Traffic::default()
    }
}

fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() < 1e-5, "{actual} is not {expected}");
}

/// The dollars of a price on a bill, of all items that use it.
fn usd(bill: &Bill, price: &str) -> f64 {
    bill.usage.iter().filter(|charge| charge.part.price.id == price).map(|charge| charge.usd_a_month).sum()
}

fn standing(bill: &Bill) -> f64 {
    total([bill]).standing_usd_a_month
}

fn how(ways: &[Way]) -> Vec<(&str, f64)> {
    ways.iter().map(|way| (way.how.text(Lang::En), way.saves)).collect()
}

#[test]
fn an_idle_stage_without_a_network_costs_nothing() {
    let [bill] = &bills("region: \"ap-northeast-1\"; stage dev { neon; s3; }", &nothing())[..] else { panic!("one stage") };
    assert!(bill.standing.is_empty() && bill.usage.is_empty() && bill.cheaper.is_empty(), "{bill:#?}");
    near(total([bill]).usd_a_month, 0.0);
}

#[test]
fn standing_cost_of_each_network() {
    for (network, expected) in [
        ("vpc { nat; }", (0.062 + 0.005) * 730.0),
        ("vpc { nat: per_zone; }", 2.0 * (0.062 + 0.005) * 730.0),
        ("vpc { zones: [\"a\", \"c\", \"d\"]; nat: per_zone; }", 3.0 * (0.062 + 0.005) * 730.0),
        ("vpc { nat: instance; }", (0.0054 + 0.005) * 730.0 + 8.0 * 0.096),
        ("vpc { endpoints: [\"ssm\", \"sqs\"]; }", 2.0 * 2.0 * 0.014 * 730.0),
        ("vpc { zones: [\"a\"]; endpoints: [\"ssm\"]; }", 0.014 * 730.0),
    ] {
        let bills = bills(&format!("region: \"ap-northeast-1\"; stage dev {{ {network} }}"), &nothing());
        near(standing(&bills[0]), (expected * 1e6_f64).round() / 1e6);
        near(total(&bills).standing_usd_an_hour, expected / 730.0);
    }
}

#[test]
fn a_site_by_hand() {
    // 1,000,000 requests of 120 ms, 1 % of them starts of 2 s, 1 GB of memory, 40 KB out, 1 KB of log kept for 30 days.
    let traffic = Traffic { requests: 1_000_000.0, ..nothing() };
    let bill = &bills("region: \"ap-northeast-1\"; stage dev;", &traffic)[0];
    near(usd(bill, "lambda_request"), 0.20);
    near(usd(bill, "lambda_x86_gb_second"), (120_000.0 + 20_000.0) * 0.000_016_666_7);
    near(usd(bill, "http_api_request"), 1.29);
    let gb = 1_000_000.0 * 40.0 / 1024.0 / 1024.0;
    near(usd(bill, "transfer_out_gb"), gb * 0.114);
    let log = 1_000_000.0 / 1024.0 / 1024.0;
    near(usd(bill, "logs_gb"), log * 0.76);
    near(usd(bill, "logs_gb_month"), log * 0.15 * 30.0 / (730.0 / 24.0) * 0.033);
    // One SecureString, SECRET_KEY, at each of the 10,000 starts.
    near(usd(bill, "kms_request"), 0.03);
    let sum = total([bill]);
    near(sum.standing_usd_a_month, 0.0);
    near(sum.outside_usd_a_month, 0.0);
    let expected = 0.20 + 140_000.0 * 0.000_016_666_7 + 1.29 + gb * 0.114 + log * 0.76 + usd(bill, "logs_gb_month") + 0.03;
    near(sum.usd_a_month, expected);
    // All of these are in what is free, but for the HTTP API.
    near(sum.after_free_usd_a_month, 1.29);
}

#[test]
fn what_is_free_is_taken_off_once() {
    // Each stage sends 80 GB: of 160 GB, 100 are free.
    let traffic = Traffic { downloads: 160.0, file_kb: 0.5 * 1024.0 * 1024.0, ..nothing() };
    let block = "region: \"us-east-1\"; stage dev { s3; } stage prod { s3; }";
    let bills = bills(block, &traffic);
    near(usd(&bills[0], "transfer_out_gb"), 80.0 * 0.09);
    let sum = Validated::total(&bills);
    let get = 2.0 * 160.0 * 0.0004 / 1000.0;
    near(sum.usd_a_month, 160.0 * 0.09 + get);
    near(sum.after_free_usd_a_month, 60.0 * 0.09 + get);
    near(total([&bills[0]]).after_free_usd_a_month, get / 2.0);
    let [free] = &sum.free[..] else { panic!("{:?}", sum.free) };
    near(free.used, 100.0);
    near(free.usd_a_month, 9.0);
}

#[test]
fn arm_is_cheaper_and_tmp_costs_over_half_a_gigabyte() {
    let traffic = Traffic { requests: 1_000_000.0, cold_starts: 0.0, ..nothing() };
    let block = "region: \"us-east-1\"; stage dev { lambda { arch: arm64; memory: 512mb; tmp: 1536mb; } lambda worker { handler: \"a.b\"; memory: 2gb; } }";
    let bill = &bills(block, &Traffic { jobs: 10_000.0, ..traffic })[0];
    near(usd(bill, "lambda_arm_gb_second"), (120_000.0 * 0.5 + 20_000.0 * 2.0) * 0.000_013_333_4);
    near(usd(bill, "lambda_tmp_gb_second"), 120_000.0 * 1.0 * 0.000_000_030_9);
    near(usd(bill, "lambda_request"), 1_010_000.0 * 0.2 / 1e6);
    near(usd(bill, "lambda_x86_gb_second"), 0.0);
}

#[test]
fn a_snapshot_stands_and_is_restored() {
    let traffic = Traffic { requests: 1_000_000.0, ..nothing() };
    let bill = &bills("region: \"us-east-1\"; stage dev { lambda { snap_start; memory: 2gb; python: \"3.13\"; } }", &traffic)[0];
    near(standing(bill), 2.0 * 730.0 * 3600.0 * 0.000_001_504_6);
    near(usd(bill, "snap_start_restore_gb"), 10_000.0 * 2.0 * 0.000_139_799_8);
    // A restored function has no start of its own.
    near(usd(bill, "lambda_x86_gb_second"), 120_000.0 * 2.0 * 0.000_016_666_7);
    assert_eq!(how(&bill.cheaper).len(), 1);
}

#[test]
fn a_large_response_counts_as_several_requests() {
    let traffic = Traffic { requests: 1_000_000.0, response_kb: 513.0, ..nothing() };
    near(usd(&bills("region: \"us-east-1\"; stage dev;", &traffic)[0], "http_api_request"), 2.0);
}

#[test]
fn the_cache_by_hand() {
    let traffic = Traffic { requests: 1024.0 * 1024.0, cache_gb: 10.0, idle_cache_gb: 4.0, ..nothing() };
    let elastic = &bills("region: \"ap-northeast-1\"; stage dev { efs_cache { archive_after: 30d; } }", &traffic)[0];
    near(usd(elastic, "efs_gb_month"), 6.0 * 0.36);
    near(usd(elastic, "efs_ia_elastic_gb_month"), 4.0 * 0.0192);
    near(usd(elastic, "efs_read_gb"), 20.0 * 0.04);
    near(usd(elastic, "efs_write_gb"), 2.0 * 0.07);
    let archived = &bills("region: \"us-east-2\"; stage dev { efs_cache { throughput: bursting; archive_after: 30d; } }", &traffic)[0];
    near(usd(archived, "efs_ia_gb_month"), 4.0 * 0.025);
    let bursting = &bills("region: \"ap-northeast-1\"; stage dev { efs_cache { throughput: bursting; } }", &traffic)[0];
    near(usd(bursting, "efs_gb_month"), 10.0 * 0.36);
    near(usd(bursting, "efs_ia_gb_month") + usd(bursting, "efs_read_gb") + usd(bursting, "efs_write_gb"), 0.0);
}

#[test]
fn neon_is_outside_of_aws_and_its_traffic_goes_through_the_nat() {
    let traffic = Traffic { requests: 1024.0 * 1024.0, query_kb: 20.0, database_gb: 2.0, database_hours: 100.0, ..nothing() };
    let block = "region: \"ap-northeast-1\"; stage dev { vpc { nat; } neon { min_cu: 0.5; max_cu: 2; } }";
    let bill = &bills(block, &traffic)[0];
    near(usd(bill, "neon_launch_cu_hour"), 50.0 * 0.106);
    near(usd(bill, "neon_gb_month"), 0.70);
    near(usd(bill, "nat_gateway_gb"), 20.0 * 0.062);
    near(total([bill]).outside_usd_a_month, 50.0 * 0.106 + 0.70);
    let scale = &bills(block, &Traffic { tariff: Tariff::Scale, ..traffic })[0];
    near(usd(scale, "neon_scale_cu_hour"), 50.0 * 0.222);
    near(usd(scale, "neon_gb_month"), 0.70);
    let free = &bills(block, &Traffic { tariff: Tariff::Free, ..traffic })[0];
    assert!(free.outside_is_free);
    near(total([free]).outside_usd_a_month, 0.0);
    let instance = &bills("region: \"ap-northeast-1\"; stage dev { vpc { nat: instance; } neon; }", &traffic)[0];
    near(usd(instance, "nat_gateway_gb"), 0.0);
    let outside = &bills("region: \"ap-northeast-1\"; stage dev { vpc { nat; } neon; lambda { outside_vpc; } }", &traffic)[0];
    near(usd(outside, "nat_gateway_gb"), 0.0);
}

#[test]
fn endpoints_and_flow_logs_by_use() {
    let traffic = Traffic { endpoint_gb: 3.0, flow_log_gb: 2.0, ..nothing() };
    let bill = &bills("region: \"ap-northeast-1\"; stage dev { vpc { endpoints: [\"ssm\"]; flow_logs; } }", &traffic)[0];
    near(usd(bill, "endpoint_gb"), 0.03);
    near(usd(bill, "flow_logs_gb"), 2.0 * 0.76);
    near(usd(bill, "logs_gb_month"), 2.0 * 0.15 * 14.0 / (730.0 / 24.0) * 0.033);
}

#[test]
fn secrets_by_store() {
    let traffic = Traffic { requests: 1_000_000.0, ..nothing() };
    let block = |store: &str| format!("region: \"us-east-1\"; {store} stage dev {{ neon; secret TOKEN: password(50); }}");
    let manager = &bills(&block("secrets: secrets_manager;"), &traffic)[0];
    // SECRET_KEY, TOKEN, and both URLs of the database.
    near(standing(manager), 4.0 * 0.40);
    near(usd(manager, "secret_call"), 4.0 * 10_000.0 * 0.05 / 10_000.0);
    assert_eq!(how(&manager.cheaper), [("delete `secrets: secrets_manager;`, as parameters in SSM cost nothing", 1.6)]);
    let ssm = &bills(&block(""), &traffic)[0];
    near(standing(ssm), 0.0);
    near(usd(ssm, "kms_request"), 4.0 * 10_000.0 * 0.03 / 10_000.0);
}

#[test]
fn a_shared_secret_is_on_its_owners_bill() {
    let block = "secrets: secrets_manager; stage dev { secret TOKEN: password(50); } stage prod { secret TOKEN from dev; }";
    let bills = bills(block, &nothing());
    near(standing(&bills[0]), 0.80);
    near(standing(&bills[1]), 0.40);
}

#[test]
fn a_shared_network_is_counted_once_and_its_traffic_where_it_arises() {
    let traffic = Traffic { requests: 1024.0 * 1024.0, ..nothing() };
    let block = "region: \"ap-northeast-1\"; stage dev { vpc { nat; } neon; } stage prod { vpc from dev; neon; efs_cache; }";
    let bills = bills(block, &traffic);
    near(standing(&bills[0]), 48.91);
    near(standing(&bills[1]), 0.0);
    assert_eq!(bills[1].shared_from.as_deref(), Some("dev"));
    near(usd(&bills[1], "nat_gateway_gb"), 20.0 * 0.062);
    near(Validated::total(&bills).standing_usd_a_month, 48.91);
}

#[test]
fn the_embedded_cloud_is_priced_and_not_counted() {
    let program =
        validated("region: \"ap-northeast-1\"; stage local { cloud: embedded; budget: 1usd; efs_cache; neon; } stage dev { neon; }");
    let bills = program.bills(&nothing());
    near(standing(&bills[0]), 48.91);
    assert!(bills[0].embedded && bills[0].cheaper.is_empty());
    near(Validated::total(&bills).standing_usd_a_month, 0.0);
    assert!(program.synthesize("local").is_some_and(|synthesis| synthesis.standing.is_empty() && synthesis.cheaper.is_empty()));
}

#[test]
fn without_a_region_tokyo_is_assumed() {
    let bills = bills("stage dev { vpc { nat; } neon; } stage prod { region: \"eu-west-1\"; vpc { nat; } neon; }", &nothing());
    assert!(bills[0].region == "ap-northeast-1" && bills[0].region_assumed);
    assert!(bills[1].region == "eu-west-1" && !bills[1].region_assumed);
    near(standing(&bills[1]), (0.048 + 0.005) * 730.0);
    // The price of Tokyo was compared, that of Ireland was not.
    assert!(bills[0].standing[0].parts[0].checked && !bills[1].standing[0].parts[0].checked);
}

#[test]
fn a_budget_of_exactly_the_cost_is_enough() {
    validated("region: \"ap-northeast-1\"; stage dev { budget: 48.91usd; vpc { nat; } neon; }");
    let parsed = parse("region: \"ap-northeast-1\"; stage dev { budget: 48.90usd; vpc { nat; } neon; }");
    let compiled = pocket_model::compile(&parsed.project, None);
    assert_eq!(compiled.diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), ["budget::exceeded"]);
}

#[test]
fn ways_fit_the_stage() {
    let ways = |block: &str| {
        let bills = bills(&format!("region: \"ap-northeast-1\"; {block}"), &nothing());
        bills[0].cheaper.iter().map(|way| (way.how.text(Lang::En).to_string(), way.saves)).collect::<Vec<_>>()
    };
    let saves = |ways: &[(String, f64)], part: &str| ways.iter().find(|(how, _)| how.contains(part)).map(|(_, saves)| *saves);
    let alone = ways("stage dev { efs_cache; neon; }");
    assert_eq!(saves(&alone, "vpc from"), None);
    near(saves(&alone, "nat: instance").expect("a way"), 48.91 - 8.36);
    // Neon is on the internet: endpoints do not reach it.
    assert_eq!(saves(&alone, "endpoints"), None);
    let per_zone = ways("stage dev { vpc { nat: per_zone; } neon; }");
    near(saves(&per_zone, "for one NAT").expect("a way"), 48.91);
    let beside = ways("stage dev { efs_cache; neon; } stage prod { vpc { nat; } neon; }");
    near(saves(&beside, "vpc from prod").expect("a way"), 48.91);
    // What another stage takes cannot be given up.
    let lending = ways("stage dev { vpc { nat; } neon; } stage test { vpc from dev; neon; } stage prod { vpc { nat; } neon; }");
    assert_eq!(saves(&lending, "vpc from"), None);
    // Endpoints in two zones cost more than a NAT instance.
    near(saves(&ways("stage dev { efs_cache; }"), "in place of the endpoints").expect("a way"), 20.44 - 8.36);
    let own_services = ways("stage dev { vpc { nat; } secret TOKEN: password(50); }");
    near(saves(&own_services, "endpoints: [\"ssm\"]").expect("a way"), 48.91 - 20.44);
    assert!(ways("stage dev { neon; s3; }").is_empty());
    // A stage that shares has nothing to save.
    assert!(ways("stage dev { vpc from prod; neon; } stage prod { vpc { nat; } neon; }").is_empty());
}
