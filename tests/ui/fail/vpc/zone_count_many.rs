pocket::pocket! {
    stage dev { vpc { zones: ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
