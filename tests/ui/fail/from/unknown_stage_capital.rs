pocket::pocket! {
    stage dev { vpc { nat; } }
    stage prod { vpc from Dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
