pocket::pocket! {
    stage dev { secret "2FA_KEY"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
