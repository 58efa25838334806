pocket::pocket! {
    stage dev { vpc { nat; }, s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
