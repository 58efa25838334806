pocket::pocket! {
    stage dev { vpc { nat; } }
    stage prod { vpc from dev { } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
