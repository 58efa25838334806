//! A program with warnings, late values and a missing Django project, for the transcripts of the command line.

use pocket::units::Mebibytes;

const MEMORY: Mebibytes = Mebibytes(64);

pocket::pocket! {
    project shop;
    region: "ap-northeast-1";

    /// Warnings only.
    stage dev {
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
        stage dev { lambda { memory: super::MEMORY; } }
    }
}

fn main() -> std::process::ExitCode {
    if std::env::var_os("LATE").is_some() { late::app().run() } else { app().run() }
}
