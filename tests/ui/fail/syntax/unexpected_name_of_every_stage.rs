pocket::pocket! {
    every stage dev { s3; }
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
