pocket::pocket! {
    stage dev { every stage { s3; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
