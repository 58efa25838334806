pocket::pocket! {
    project shop_;

    stage dev { s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
