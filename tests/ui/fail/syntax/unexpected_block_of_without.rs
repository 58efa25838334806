pocket::pocket! {
    every stage { s3; }
    stage dev { without s3 { versioning; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
