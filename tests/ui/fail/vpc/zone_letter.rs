pocket::pocket! {
    stage dev { vpc { zones: ["a", "ap-northeast-1c"]; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
