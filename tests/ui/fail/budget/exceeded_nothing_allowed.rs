pocket::pocket! {
    secrets: secrets_manager;
    stage dev { budget: 0usd; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
