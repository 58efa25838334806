pocket::pocket! {
    stage dev { s3 { bucket: "my-uploads"; } }
    stage prod { s3 { bucket: "my-uploads"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
