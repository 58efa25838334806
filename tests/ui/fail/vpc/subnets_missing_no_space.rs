pocket::pocket! {
    stage dev { vpc { nat; private_subnets: ["10.0.0.0/17", "10.0.128.0/17"]; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
