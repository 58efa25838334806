pocket::pocket! {
    stage dev { s3 { bucket: "media.example.com"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
