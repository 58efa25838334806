pocket::pocket! {
    stage dev { vpc { zones: ["a", "c"]; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
