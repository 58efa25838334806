pocket::pocket! {
    stage dev { vpc; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
