pocket::pocket! {
    stage dev { region: "ap-northeast-1"; budget: 10usd; efs_cache; neon; }
    stage prod { region: "us-east-1"; vpc { nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
