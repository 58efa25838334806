pocket::pocket! {
    stage dev { settings { CSRF_TRUSTED_ORIGINS: ["https://example.com"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
