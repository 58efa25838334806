pocket::pocket! {
    stage dev { without s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
