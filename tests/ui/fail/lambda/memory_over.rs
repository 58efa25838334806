pocket::pocket! {
    stage dev { lambda { memory: 16gb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
