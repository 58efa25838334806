//! A Django site with three stages: `local` runs on this machine without an account, `dev` and `prod` run on AWS.
//!
//! ```text
//! cargo run --example mysite -- deploy              # the first stage: local
//! cargo run --example mysite -- plan -s prod
//! ```

use pocket::{AfterDeploy, Command};

pocket::pocket! {
    project mysite;
    region: "ap-northeast-1";
    django: "site";

    every stage {
        neon;
        s3;
        efs_cache;
        settings { DEFAULT_FROM_EMAIL: "walks@example.com"; }
        hooks { after_deploy: announce; }
        commands { entries: entries; }
    }

    /// On this machine: PostgreSQL, S3 and Lambda as local processes.
    stage local { cloud: embedded; }

    /// Where we try things. The cache brings a VPC, and Neon a NAT gateway: that is the standing cost.
    stage dev {
        budget: 60usd;
        lambda { memory: 512mb; log_retention: 7d; }
    }

    /// What visitors see.
    stage prod {
        budget: 120usd;
        protected;
        lambda { memory: 1769mb; }
        vpc { zones: ["a", "c"]; nat: per_zone; }
        s3 { versioning; keep_versions: 90d; }
        env DJANGO_LOG_LEVEL: "WARNING";
    }
}

/// Says where the site is.
async fn announce(cx: AfterDeploy<'_>) -> pocket::Result {
    cx.status(format!("{} {} is at {}", cx.project(), cx.stage(), cx.outputs().url()));
    Ok(())
}

/// `cargo run --example mysite -- entries`: asks the deployed site itself.
async fn entries(cx: Command<'_>) -> pocket::Result {
    cx.print(cx.manage("shell -c 'from journal.models import Entry; print(Entry.objects.count())'").await?.trim());
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
