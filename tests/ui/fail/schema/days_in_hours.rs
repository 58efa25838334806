pocket::pocket! {
    stage dev { lambda { log_retention: 48h; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
