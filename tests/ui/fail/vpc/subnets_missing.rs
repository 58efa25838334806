pocket::pocket! {
    stage dev { vpc { nat; private_subnets: ["10.0.0.0/20", "10.0.16.0/20"]; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
