pocket::pocket! {
    stage dev { lambda { memory: 1mb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
