pocket::pocket! {
    stage dev { region: "eu-west-1"; secret API_KEY; }
    stage prod { region: "us-east-1"; secret API_KEY from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
