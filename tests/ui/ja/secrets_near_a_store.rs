pocket::pocket! {
    stage dev { secrets: secret_manager; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
