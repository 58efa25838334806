pocket::pocket! {
    stage dev { lambda { timeout: 60s; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
