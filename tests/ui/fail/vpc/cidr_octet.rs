pocket::pocket! {
    stage dev { vpc { cidr: "10.0.0.256/16"; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
