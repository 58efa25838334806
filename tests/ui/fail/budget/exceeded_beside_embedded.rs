pocket::pocket! {
    stage dev { budget: 10usd; efs_cache; neon; }
    stage local { cloud: embedded; efs_cache; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
