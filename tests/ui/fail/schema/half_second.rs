pocket::pocket! {
    stage dev { lambda { timeout: 0.5s; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
