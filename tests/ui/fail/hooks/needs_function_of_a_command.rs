pocket::pocket! {
    stage dev { commands { seed; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
