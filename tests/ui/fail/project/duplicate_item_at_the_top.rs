pocket::pocket! {
    region: "eu-west-1";
    region: "us-east-1";
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
