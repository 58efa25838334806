pocket::pocket! {
    stage dev { vpc { zones: ["a", ZONES[1]]; nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
