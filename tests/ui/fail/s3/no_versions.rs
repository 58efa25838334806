pocket::pocket! {
    stage dev { s3 { keep_versions: 10d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
