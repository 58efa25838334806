pocket::pocket! {
    stage dev { s3; s3 { versioning; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
