pocket::pocket! {
    secrets: secrets_manager;
    stage dev { budget: 1usd; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
