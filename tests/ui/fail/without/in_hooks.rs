pocket::pocket! {
    stage dev { hooks { without after_deploy; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
