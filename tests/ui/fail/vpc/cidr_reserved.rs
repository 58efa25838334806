pocket::pocket! {
    stage dev { vpc { cidr: "169.254.0.0/16"; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
