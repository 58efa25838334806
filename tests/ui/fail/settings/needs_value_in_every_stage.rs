pocket::pocket! {
    every stage { settings { USE_TZ; } }
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
