pocket::pocket! {
    stage dev { secret STRIPE_KEY: file("~/keys/stripe"); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
