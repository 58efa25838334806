pocket::pocket! {
    stage dev { project shop; s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
