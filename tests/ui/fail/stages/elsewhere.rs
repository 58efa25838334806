pocket::pocket! {
    stage dev { region: "eu-west-1"; vpc { endpoints: ["ssm"]; } }
    stage prod { region: "us-east-1"; vpc from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
