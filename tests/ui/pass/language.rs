//! All of the language: every form that an item, a field and a value can have.

use pocket::units::{Days, Mebibytes};
use pocket::{AfterDeploy, AnyStage, BeforeDeploy, Command, Template};

const MEMORY: Mebibytes = Mebibytes(512);

mod limits {
    pub const RETENTION: super::Days = super::Days(90);
}

pocket::pocket! {
    //! A shop.
    project my-shop;
    region: "ap-northeast-1";
    django { path: "../../skeleton"; settings: "config.settings"; }
    budget: 1_000usd;

    every stage {
        neon;
        s3 { versioning; }
        env LOG_LEVEL: "INFO";
        settings { LANGUAGES: [["ja", "日本語"],]; FLAGS: { "beta": true, "rate": -0.5 }; PAGE_SIZE: 20; }
        hooks { before_deploy: refuse_nothing; after_synth: describe; }
    }

    /// On this machine.
    stage local { cloud: embedded; without s3; }

    stage dev-2 {
        /// The network of all test stages.
        vpc { zones: ["a", "c"]; nat: instance; cidr: "10.1.0.0/16"; flow_logs; }
        lambda { memory: MEMORY; log_retention: limits::RETENTION; tmp: 1gb; }
        lambda worker { handler: "app.jobs.run"; timeout: 10m; }
        efs_cache;
        settings: generated;
        hooks { after_deploy: [seed, announce]; }
        commands { greet: greet; }
    }

    stage staging { secrets: secrets_manager; vpc from dev-2; efs_cache; secret TOKEN: env("SHOP_TOKEN"); secret PASSWORD: password(32); s3 { versioning: false; } }

    stage prod { protected; secrets: secrets_manager; vpc { nat; endpoints: ["ssm"]; } secret PASSWORD from staging; }
}

async fn refuse_nothing(cx: BeforeDeploy<'_>) -> pocket::Result {
    cx.status(cx.plan().to_string());
    Ok(())
}

fn describe(template: &mut Template) -> pocket::Result {
    template.description = "A shop".into();
    Ok(())
}

async fn seed(cx: AfterDeploy<'_, stages::Dev2>) -> pocket::Result {
    cx.status(cx.outputs().database());
    cx.manage("loaddata demo").await?;
    Ok(())
}

async fn announce(cx: AfterDeploy<'_, AnyStage>) -> pocket::Result {
    cx.status(cx.outputs().url());
    Ok(())
}

async fn greet(cx: Command<'_>) -> pocket::Result {
    cx.print(cx.argv().join(" "));
    Ok(())
}

fn main() {
    // The typed structs are public, and a program can be synthesized without the command line.
    let dev = <stages::Dev2 as pocket::Stage>::load().expect("the program is good");
    assert_eq!(*dev.lambda.memory.value(), MEMORY);
    assert_eq!(*dev.lambda_worker.timeout.value(), pocket::units::Seconds(600));
    let synthesis = <stages::Prod as pocket::Stage>::synthesize().expect("the program is good");
    assert!(synthesis.protected);
    let _ = app();
}
