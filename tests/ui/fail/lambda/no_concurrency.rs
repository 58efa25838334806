pocket::pocket! {
    stage dev { lambda { reserved_concurrency: 0; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
