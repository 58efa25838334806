pocket::pocket! {
    stage dev { vpc { zones; nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
