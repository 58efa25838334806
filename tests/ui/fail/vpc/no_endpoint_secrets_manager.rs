pocket::pocket! {
    region: "ap-northeast-1";
    stage dev { secrets: secrets_manager; vpc { endpoints: ["ssm"]; } secret TOKEN; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
