pocket::pocket! {
    stage dev { secret STRIPE_KEY: env(""); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
