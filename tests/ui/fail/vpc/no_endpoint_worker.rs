pocket::pocket! {
    stage dev { vpc { endpoints: ["ssm"]; } lambda worker { handler: "app.jobs.run"; reaches: ["sqs"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
