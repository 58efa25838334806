pocket::pocket! {
    region: "ap-northeast-1";
    stage dev { vpc { endpoints: ["ssm"]; } }
    stage staging { vpc from dev; lambda { reaches: ["sqs"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
