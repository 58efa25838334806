pocket::pocket! {
    stage dev { s3 { bucket: "ab"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
