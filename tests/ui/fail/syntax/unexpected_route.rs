pocket::pocket! {
    stage dev { s3 { route "/a" web; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
