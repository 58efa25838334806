pocket::pocket! {
    stage dev { vpc { endpoints: ["ssm", "secretmanager"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
