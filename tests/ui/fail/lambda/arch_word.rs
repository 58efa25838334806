pocket::pocket! {
    stage dev { lambda { arch: arm; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
