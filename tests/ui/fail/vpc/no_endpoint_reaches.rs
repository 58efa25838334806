pocket::pocket! {
    region: "us-east-1";
    stage dev { vpc { endpoints: ["ssm"]; } lambda { reaches: ["sqs"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
