pocket::pocket! {
    stage dev { s3 { bucket: "uploads-s3alias"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
