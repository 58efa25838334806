pocket::pocket! {
    stage dev { env DJANGO_SETTINGS_MODULE: "config.settings"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
