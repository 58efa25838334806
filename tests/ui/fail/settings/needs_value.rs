pocket::pocket! {
    stage dev { settings { USE_TZ; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
