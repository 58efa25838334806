pocket::pocket! {
    stage dev { vpc { zones: ["a", "a"]; nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
