pocket::pocket! {
    stage dev { vpc { cidr: "10.8.0.0/16"; private_subnets: ["10.8.0.0/20", "10.0.16.0/20"]; endpoints: ["ssm"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
