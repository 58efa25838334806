pocket::pocket! {
    stage dev { vpc { nat; } neon; secret API_KEY from prod; }
    stage prod { secret API_KEY: password(50); vpc from dev; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
