pocket::pocket! {
    stage dev { lambda { memory: 512MB; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
