pocket::pocket! {
    every stage { s3; }
    stage dev { without; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
