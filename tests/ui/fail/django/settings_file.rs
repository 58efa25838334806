pocket::pocket! {
    django { settings: "config/settings.py"; }
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
