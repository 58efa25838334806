pocket::pocket! {
    stage dev { s3 { retention: 30d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
