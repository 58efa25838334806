pocket::pocket! {
    stage dev { s3; without s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
