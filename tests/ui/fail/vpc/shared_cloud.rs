pocket::pocket! {
    stage dev { vpc { nat; } neon; }
    stage local { cloud: embedded; vpc from dev; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
