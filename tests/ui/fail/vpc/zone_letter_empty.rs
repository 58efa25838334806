pocket::pocket! {
    stage dev { vpc { zones: ["a", ""]; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
