pocket::pocket! {
    stage dev { vpc { cidr: "10.0.0.0/24"; endpoints: ["ssm", "sqs", "sns", "kms", "sts", "logs", "events", "lambda", "states", "glue", "athena"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
