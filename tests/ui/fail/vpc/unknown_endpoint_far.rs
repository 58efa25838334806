pocket::pocket! {
    stage dev { vpc { endpoints: ["ssm", "example"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
