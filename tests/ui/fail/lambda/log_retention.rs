pocket::pocket! {
    stage dev { lambda { log_retention: 31d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
