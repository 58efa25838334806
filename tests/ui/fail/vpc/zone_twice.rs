pocket::pocket! {
    stage dev { vpc { zones: ["a", "c", "a"]; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
