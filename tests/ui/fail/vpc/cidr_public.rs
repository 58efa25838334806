pocket::pocket! {
    stage dev { vpc { cidr: "20.0.0.0/16"; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
