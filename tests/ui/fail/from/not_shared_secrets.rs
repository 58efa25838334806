pocket::pocket! {
    stage dev;
    stage prod { secrets from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
