pocket::pocket! {
    stage dev { vpc { private_subnets: ["10.0.0.0/20", "10.0.16/20"]; endpoints: ["ssm"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
