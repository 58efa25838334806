//! The parser on token streams: what is read, and every mistake with its words and its place.

mod bills;
mod catalogue;
mod editor;
mod expansion;
mod mistakes;
mod networks;
mod read;
mod truncated;

use crate::host::Host;
use crate::parse::{self, Parsed};
use crate::report;

/// A block that uses the whole language.
const SAMPLE: &str = r#"
/// An online shop.
project shop;
region: "ap-northeast-1";
django: "site";
budget: 5usd;

every stage { s3; secret SECRET_KEY: password(50); env DEBUG: "0"; settings { DEFAULT_FROM_EMAIL: "x"; CACHES: { "default": { "TIMEOUT": 30, }, }; } }

stage local { cloud: embedded; neon; efs_cache; }

/// Where we try things.
stage dev {
    budget: 60usd;
    /// A copy of production's data.
    neon { branch: "dev"; }
    vpc { zones: ["a", "c",]; nat; }
    efs_cache;
    hooks { after_deploy: seed_demo_data; before_deploy: [a, b::c]; }
    commands { seed: seed_fn; }
}

stage staging { budget: BUDGET; vpc from dev; without efs_cache; without secret SECRET_KEY; settings: manual; }

stage prod {
    protected;
    aurora { engine: postgres("16"); capacity: 0.5acu..8acu; backups: limits::RETENTION; size: MIN..MAX; }
    lambda { memory: 1_769mb; tmp: -1; arch: arm64; snap_start: false; }
    domain "shop.example.com" { redirect_from: ["www.shop.example.com"]; }
    cdn { route "/static/*" => s3 { versioned; } route default => web; }
    secret TOKEN: env("TOKEN");
    schedule digest { cron: r"0 18 * * ? *"; manage: "send_daily_digest"; }
}
stage empty;
"#;

fn parse(source: &str) -> Parsed {
    parse::parse(source.parse().expect("the tokens are balanced"), "shop", Host::Compiler)
}

/// Each mistake as `line:column code`, `message` and `help`, in the order of the source.
fn mistakes(source: &str) -> Vec<String> {
    let parsed = parse(source);
    let mut mistakes: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|mistake| (parsed.spans.line_column(mistake.at), report::text(mistake, &parsed.spans, pocket_model::messages::Lang::En)))
        .collect();
    mistakes.sort_by_key(|(place, _)| *place);
    mistakes.into_iter().map(|((line, column), text)| format!("{line}:{column} {text}")).collect()
}
