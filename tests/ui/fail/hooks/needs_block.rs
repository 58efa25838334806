pocket::pocket! {
    stage dev { hooks; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
