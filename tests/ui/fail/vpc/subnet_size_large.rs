pocket::pocket! {
    stage dev { vpc { zones: ["a"]; private_subnets: ["10.0.0.0/15"]; endpoints: ["ssm"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
