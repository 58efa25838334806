pocket::pocket! {
    stage dev { budget: 10usd; vpc { nat; endpoints: ["ssm"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
