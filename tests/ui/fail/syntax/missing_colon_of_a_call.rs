pocket::pocket! {
    stage dev { secret KEY password(50); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
