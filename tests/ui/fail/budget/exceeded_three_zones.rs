pocket::pocket! {
    region: "ap-northeast-1";
    stage dev { budget: 100usd; vpc { zones: ["a", "c", "d"]; nat: per_zone; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
