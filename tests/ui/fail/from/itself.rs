pocket::pocket! {
    stage dev { vpc from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
