pocket::pocket! {
    stage dev { vpc { without nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
