pocket::pocket! {
    stage dev { secrets mine: ssm; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
