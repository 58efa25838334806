pocket::pocket! {
    stage dev { region: "ap-northeast-1"; vpc { nat; } neon; }
    stage prod { region: "us-east-1"; vpc from dev; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
