pocket::pocket! {
    stage dev { s3 { without versioning; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
