pocket::pocket! {
    cloud: embedded;
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
