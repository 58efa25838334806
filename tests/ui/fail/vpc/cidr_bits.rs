pocket::pocket! {
    stage dev { vpc { cidr: "10.0.5.0/16"; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
