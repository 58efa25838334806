pocket::pocket! {
    project shop;
    project store;
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
