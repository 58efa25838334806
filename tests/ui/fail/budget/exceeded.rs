pocket::pocket! {
    stage dev { budget: 5usd; efs_cache; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
