pocket::pocket! {
    stage dev { secret STRIPE_KEY: env("$STRIPE_KEY"); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
