pocket::pocket! {
    stage dev { vpc { cidr: "10.0.5.0/16"; nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
