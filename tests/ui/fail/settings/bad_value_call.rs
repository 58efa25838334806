pocket::pocket! {
    stage dev { settings { EMAIL_HOST_PASSWORD: password(20); } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
