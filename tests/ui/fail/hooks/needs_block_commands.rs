pocket::pocket! {
    stage dev { commands; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
