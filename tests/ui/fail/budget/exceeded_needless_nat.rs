pocket::pocket! {
    stage dev { budget: 10usd; vpc { nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
