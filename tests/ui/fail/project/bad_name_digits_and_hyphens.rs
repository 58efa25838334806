pocket::pocket! {
    project 2-shops-3;
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
