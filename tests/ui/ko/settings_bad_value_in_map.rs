pocket::pocket! {
    stage dev { settings { REST_FRAMEWORK: { "DEFAULT_THROTTLE_RATES": { "anon": 5m } }; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
