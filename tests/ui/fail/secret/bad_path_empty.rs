pocket::pocket! {
    stage dev { secret STRIPE_KEY: file(""); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
