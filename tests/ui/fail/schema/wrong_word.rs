pocket::pocket! {
    stage dev { lambda { arch: amr64; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
