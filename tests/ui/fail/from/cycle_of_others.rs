pocket::pocket! {
    stage dev { vpc from prod; }
    stage prod { vpc from dev; }
    stage staging { vpc from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
