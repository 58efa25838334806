pocket::pocket! {
    stage dev { 42; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
