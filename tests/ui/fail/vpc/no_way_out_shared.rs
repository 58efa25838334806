pocket::pocket! {
    stage dev { vpc { endpoints: ["ssm"]; } }
    stage staging { vpc from dev; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
