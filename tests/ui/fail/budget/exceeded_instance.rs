pocket::pocket! {
    stage dev { budget: 5usd; vpc { nat: instance; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
