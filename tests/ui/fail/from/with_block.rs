pocket::pocket! {
    stage dev { vpc { nat; } }
    stage prod { vpc from dev { nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
