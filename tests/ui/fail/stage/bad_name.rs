pocket::pocket! {
    stage Dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
