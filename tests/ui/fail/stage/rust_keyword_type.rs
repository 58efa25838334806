pocket::pocket! {
    stage type { s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
