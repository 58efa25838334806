//! Programs with warnings, late values and Django projects that a stage contradicts, for the transcripts of the command line.

use pocket::Template;
use pocket::units::Mebibytes;

const MEMORY: Mebibytes = Mebibytes(64);

pocket::pocket! {
    project shop;
    django: "../skeleton";
    region: "ap-northeast-1";

    every stage { hooks { after_synth: first; } }

    /// Warnings only.
    stage dev {
        hooks { after_synth: [second, third]; }
        vpc { zones: ["a"]; nat: per_zone; }
        lambda worker { handler: "app.jobs.run"; }
    }

    stage outside { lambda { outside_vpc; } }

    /// Everything that is only doubtful.
    stage doubtful {
        env PYTHONPATH: "lib";
        env STRIPE_API_KEY: "sk_live_1";
        s3 { link_lifetime: 7d; }
        lambda { python: "3.10"; reserved_concurrency: 950; }
        lambda worker { handler: "app.jobs.run"; reserved_concurrency: 0; }
        schedule poll { rate: 5m; timezone: "Asia/Tokyo"; manage: "poll"; }
    }

    stage here { cloud: embedded; region: "us-east-1"; }

    stage from_environment { env MODE: env("SHOP_MODE"); secrets: secrets_manager; secret TOKEN; }
}

mod late {
    //! A Rust value that is wrong only at run time: the macro cannot see it.
    pocket::pocket! {
        project late;
        django: "../skeleton";
        stage dev { lambda { memory: super::MEMORY; } }
    }
}

mod warned {
    //! Warnings of a stage, for the transcripts in each language.
    pocket::pocket! {
        project warned;
        django: "../skeleton";
        region: "ap-northeast-1";
        stage dev {
            secret SECRET_KEY: password(20);
            settings { DEBUG: true; EMAIL_HOST_PASSWORD: "correct horse"; }
        }
    }
}

mod sites {
    //! Django projects that a stage contradicts, or whose data would be lost.
    pocket::pocket! {
        project sites;
        region: "ap-northeast-1";

        stage alone { django: "sites/startproject"; }
        stage unlisted { django: "sites/unlisted"; }
        stage compose { django: "sites/compose"; }
        stage replaced { django: "sites/compose"; neon; efs_cache; }
        stage by-hand { django: "sites/by_hand"; settings { mode: manual; PAGE_SIZE: 20; } neon; s3; efs_cache; }
        stage lists { django { path: "sites/lists"; build: ["migrate", "collectstatic --noinput"]; } }
        stage locked { django: "sites/locked"; }

        /// On this machine nothing of it is lost.
        stage local { cloud: embedded; django: "sites/startproject"; }
    }
}

fn first(template: &mut Template) -> pocket::Result {
    template.description.push_str(" first");
    Ok(())
}

fn second(template: &mut Template) -> pocket::Result {
    template.description.push_str(" second");
    Ok(())
}

fn third(template: &mut Template) -> pocket::Result {
    template.description.push_str(" third");
    Ok(())
}

fn main() -> std::process::ExitCode {
    match std::env::var("PROGRAM").as_deref() {
        Ok("late") => late::app().run(),
        Ok("warned") => warned::app().run(),
        Ok("sites") => sites::app().run(),
        _ => app().run(),
    }
}
