pocket::pocket! {
    region: "us-east-1";
    stage dev { vpc { zones: ["a", "b", "c", "d", "e", "f"]; endpoints: ["ssm"]; } lambda { reaches: ["sqs"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
