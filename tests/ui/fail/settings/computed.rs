pocket::pocket! {
    stage dev { settings { ALLOWED_HOSTS: ["example.com"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
