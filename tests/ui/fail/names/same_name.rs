pocket::pocket! {
    project shop;

    stage dev { vpc { endpoints: ["ssm"]; } }
    stage dev-network;
}

fn main() -> std::process::ExitCode {
    app().run()
}
