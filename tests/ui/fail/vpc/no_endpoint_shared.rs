pocket::pocket! {
    stage dev { vpc { endpoints: ["ssm"]; } }
    stage staging { secrets: secrets_manager; vpc from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
