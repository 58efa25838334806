pocket::pocket! {
    stage dev { lambda { memory: timeout: 20s; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
