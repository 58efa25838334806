pocket::pocket! {
    secrets: secrets_manager;
    stage dev {
        budget: 100usd;
        vpc { nat: per_zone; endpoints: ["secretsmanager", "sqs"]; }
        neon;
        secret STRIPE_KEY;
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
