pocket::pocket! {
    stage dev { lambda { timeout: 30; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
