pocket::pocket! {
    stage dev { lambda { timeout: 0s; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
