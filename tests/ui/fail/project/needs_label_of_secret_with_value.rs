pocket::pocket! {
    stage dev { secret: password(50); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
