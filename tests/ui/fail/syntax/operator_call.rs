pocket::pocket! {
    stage dev { lambda { memory: limits::memory(2); } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
