pocket::pocket! {
    stage dev { secret STRIPE_KEY: file("keys/"); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
