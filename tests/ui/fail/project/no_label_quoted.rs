pocket::pocket! {
    stage dev { s3 "uploads"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
