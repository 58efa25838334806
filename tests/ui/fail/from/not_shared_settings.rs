pocket::pocket! {
    stage dev;
    stage prod { settings from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
