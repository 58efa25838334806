pocket::pocket! {
    stage dev { s3; }
    stage prod { vpc from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
