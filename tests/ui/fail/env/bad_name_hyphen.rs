pocket::pocket! {
    stage dev { env "log-level": "INFO"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
