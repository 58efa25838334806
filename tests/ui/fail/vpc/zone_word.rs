pocket::pocket! {
    stage dev { vpc { zones: ["a", c]; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
