pocket::pocket! {
    stage dev { s3 { bucket: "MyUploads"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
