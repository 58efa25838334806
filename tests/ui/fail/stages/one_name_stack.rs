pocket::pocket! {
    stage qa { vpc { endpoints: ["ssm"]; } }
    stage qa-network;
}

fn main() -> std::process::ExitCode {
    app().run()
}
