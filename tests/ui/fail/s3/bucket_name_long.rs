pocket::pocket! {
    stage dev { s3 { bucket: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
