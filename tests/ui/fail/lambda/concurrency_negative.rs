pocket::pocket! {
    stage dev { lambda { reserved_concurrency: -1; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
