pocket::pocket! {
    stage dev { s3 { bucket: "192.168.5.4"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
