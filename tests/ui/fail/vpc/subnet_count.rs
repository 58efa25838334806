pocket::pocket! {
    stage dev { vpc { zones: ["a", "c", "d"]; private_subnets: ["10.0.0.0/20", "10.0.16.0/20"]; endpoints: ["ssm"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
