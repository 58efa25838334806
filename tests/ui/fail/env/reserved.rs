pocket::pocket! {
    stage dev { env AWS_REGION: "eu-west-1"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
