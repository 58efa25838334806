pocket::pocket! {
    stage dev { vpc { nat; } }
    stage prod { vpc from elsewhere; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
