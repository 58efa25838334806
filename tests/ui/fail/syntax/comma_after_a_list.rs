pocket::pocket! {
    stage dev { vpc { zones: ["a", "c"], nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
