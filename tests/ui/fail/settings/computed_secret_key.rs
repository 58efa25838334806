pocket::pocket! {
    stage dev { settings { SECRET_KEY: "django-insecure-1"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
