pocket::pocket! {
    stage dev { vpc { zones: ["ap-northeast-1a"]; nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
