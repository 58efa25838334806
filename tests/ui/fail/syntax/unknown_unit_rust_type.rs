pocket::pocket! {
    stage dev { lambda { reserved_concurrency: 5u32; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
