pocket::pocket! {
    stage dev { lambda { memory: 512MiB; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
