pocket::pocket! {
    stage dev { settings { SESSION_COOKIE_AGE: 14d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
