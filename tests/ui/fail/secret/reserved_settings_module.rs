pocket::pocket! {
    stage dev { secret DJANGO_SETTINGS_MODULE: env("SETTINGS"); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
