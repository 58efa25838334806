pocket::pocket! {
    stage dev { versioning; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
