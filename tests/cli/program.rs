//! A program with warnings, late values and a missing Django project, for the transcripts of the command line.

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
    if std::env::var_os("LATE").is_some() { late::app().run() } else { app().run() }
}
