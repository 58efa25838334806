pocket::pocket! {
    stage dev { budget: 20usd; vpc { endpoints: ["ssm", "sqs"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
