pocket::pocket! {
    project 2shop;
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
