pocket::pocket! {
    stage dev { lambda { timeout: 20sec; memory: 512MB; reserved_concurrency: 5u32; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
