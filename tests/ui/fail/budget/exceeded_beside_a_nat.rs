pocket::pocket! {
    stage dev { budget: 10usd; efs_cache; neon; }
    stage prod { vpc { nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
