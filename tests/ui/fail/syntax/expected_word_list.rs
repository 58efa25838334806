pocket::pocket! {
    stage dev { ["neon", "s3"]; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
