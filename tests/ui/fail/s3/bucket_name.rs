pocket::pocket! {
    stage dev { s3 { bucket: "My_Uploads"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
