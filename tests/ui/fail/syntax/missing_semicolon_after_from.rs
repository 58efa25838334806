pocket::pocket! {
    stage dev { vpc { nat; } }
    stage prod { vpc from dev s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
