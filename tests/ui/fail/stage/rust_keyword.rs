pocket::pocket! {
    stage match;
}

fn main() -> std::process::ExitCode {
    app().run()
}
