pocket::pocket! {
    secrets: secrets_manager;
    stage dev { budget: 60usd; vpc { nat; } neon; }
    stage prod { budget: 1usd; vpc from dev; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
