pocket::pocket! {
    stage dev { vpc from prod; }
    stage staging { vpc from dev; }
    stage prod { vpc from staging; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
