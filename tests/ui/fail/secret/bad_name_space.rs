pocket::pocket! {
    stage dev { secret "STRIPE KEY"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
