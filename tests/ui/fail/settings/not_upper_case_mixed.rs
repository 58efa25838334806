pocket::pocket! {
    stage dev { settings { Debug: false; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
