pocket::pocket! {
    stage dev { vpc { nat; } }
    stage prod { vpc from dve; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
