pocket::pocket! {
    stage dev { s3 { route => web; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
