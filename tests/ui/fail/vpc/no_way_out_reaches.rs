pocket::pocket! {
    stage dev { vpc { endpoints: ["ssm"]; } lambda { reaches: ["internet"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
