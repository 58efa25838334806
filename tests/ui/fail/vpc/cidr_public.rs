pocket::pocket! {
    stage dev { vpc { cidr: "20.0.0.0/16"; nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
