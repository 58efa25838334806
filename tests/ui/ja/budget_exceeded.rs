pocket::pocket! {
    stage dev { budget: 50usd; vpc { nat; endpoints: ["ssm"]; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
