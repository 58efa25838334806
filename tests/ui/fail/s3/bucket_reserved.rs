pocket::pocket! {
    stage dev { s3 { bucket: "xn--shop"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
