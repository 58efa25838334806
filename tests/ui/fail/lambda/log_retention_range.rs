pocket::pocket! {
    stage dev { lambda { log_retention: 0d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
