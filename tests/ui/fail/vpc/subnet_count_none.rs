pocket::pocket! {
    stage dev { vpc { private_subnets: []; endpoints: ["ssm"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
