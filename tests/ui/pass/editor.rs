//! What an editor gets of a good program compiles too, so that the editor has no mistakes of its own.

use pocket::units::Mebibytes;
use pocket::{AfterDeploy, Command, Template};

mod limits {
    pub const MEMORY: super::Mebibytes = super::Mebibytes(512);
}

const SENDER: &str = "shop@example.com";

pocket_macros::pocket_in_editor! {
    project my-shop;
    region: "ap-northeast-1";
    django { path: "../../skeleton"; settings: "config.settings"; }

    every stage {
        neon;
        s3 { versioning; }
        settings { DEFAULT_FROM_EMAIL: SENDER; FLAGS: { "beta": true, "rate": -0.5 }; }
        hooks { after_synth: describe; }
    }

    /// On this machine.
    stage local { cloud: embedded; without s3; }

    stage dev-2 {
        vpc { zones: ["a", "c"]; nat: instance; cidr: "10.1.0.0/16"; flow_logs; }
        lambda { memory: limits::MEMORY; arch: arm64; }
        lambda worker { handler: "app.jobs.run"; timeout: 10m; }
        hooks { after_deploy: [announce, crate::announce]; }
        commands { greet: greet; }
    }

    stage prod { secrets: secrets_manager; vpc from dev-2; secret TOKEN: env("SHOP_TOKEN"); secret KEY: password(32); settings: manual; }
}

fn describe(template: &mut Template) -> pocket::Result {
    template.description = "A shop".into();
    Ok(())
}

async fn announce(cx: AfterDeploy<'_>) -> pocket::Result {
    cx.status(cx.outputs().url());
    Ok(())
}

async fn greet(cx: Command<'_>) -> pocket::Result {
    cx.print(cx.argv().join(" "));
    Ok(())
}

fn main() {
    let dev = <stages::Dev2 as pocket::Stage>::load().expect("the program is good");
    assert_eq!(*dev.lambda.memory.value(), limits::MEMORY);
    let _ = app();
}
