pocket::pocket! {
    stage dev { vpc: true; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
