pocket::pocket! {
    stage dev { s3 { versioning; keep_versions: 3651d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
