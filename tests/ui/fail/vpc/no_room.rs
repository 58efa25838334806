pocket::pocket! {
    stage dev { vpc { private_subnets: ["10.0.0.0/28", "10.0.0.16/28"]; endpoints: ["ssm", "sqs", "sns", "kms", "sts", "logs", "events", "lambda", "states", "glue", "athena"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
