pocket::pocket! {
    project;
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
