pocket::pocket! {
    region: "us-east-1";
    stage dev { budget: 30usd; efs_cache; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
