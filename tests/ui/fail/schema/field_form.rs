pocket::pocket! {
    stage dev { lambda { arch arm64; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
