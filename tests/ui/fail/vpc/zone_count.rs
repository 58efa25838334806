pocket::pocket! {
    stage dev { vpc { zones: []; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
