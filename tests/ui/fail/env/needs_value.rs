pocket::pocket! {
    stage dev { env LOG_LEVEL; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
