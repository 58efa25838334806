pocket::pocket! {
    stage dev { budget: 60usd; vpc { nat: per_zone; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
