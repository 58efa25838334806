pocket::pocket! {
    stage dev { env GREETING: "{{resolve:ssm:/greeting}}"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
