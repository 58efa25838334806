pocket::pocket! {
    stage dev { lambda { timeout: 500ms; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
