pocket::pocket! {
    stage dev { lambda { reserved_concurrency: -99999999999999999999; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
