pocket::pocket! {
    secrets: secrets_manager;
    stage dev { budget: 1usd; secret STRIPE_KEY; secret TOKEN; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
