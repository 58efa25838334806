pocket::pocket! {
    stage dev-;
}

fn main() -> std::process::ExitCode {
    app().run()
}
