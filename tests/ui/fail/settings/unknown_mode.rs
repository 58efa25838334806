pocket::pocket! {
    stage dev { settings: manuel; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
