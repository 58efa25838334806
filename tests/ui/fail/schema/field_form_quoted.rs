pocket::pocket! {
    stage dev { s3 { bucket "uploads"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
