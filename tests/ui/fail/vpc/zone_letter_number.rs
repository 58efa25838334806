pocket::pocket! {
    stage dev { vpc { zones: ["a", "1"]; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
