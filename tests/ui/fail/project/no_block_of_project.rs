pocket::pocket! {
    project shop { s3; }
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
