pocket::pocket! {
    stage dev { vpc { endpoints: ["ssm", "ssm"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
