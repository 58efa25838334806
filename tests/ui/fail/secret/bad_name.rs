pocket::pocket! {
    stage dev { secret "stripe-key"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
