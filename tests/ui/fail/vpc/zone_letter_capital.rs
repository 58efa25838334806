pocket::pocket! {
    stage dev { vpc { zones: ["A"]; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
