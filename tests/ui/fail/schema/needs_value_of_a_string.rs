pocket::pocket! {
    stage dev { s3 { bucket; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
