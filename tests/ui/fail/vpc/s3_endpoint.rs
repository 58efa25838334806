pocket::pocket! {
    stage dev { vpc { endpoints: ["ssm", "s3"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
