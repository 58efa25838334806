pocket::pocket! {
    stage dev { settings { ALLOWED_HOSTS: ["*"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
