pocket::pocket! {
    stage dev { secret STRIPE_KEY: env("stripe-key"); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
