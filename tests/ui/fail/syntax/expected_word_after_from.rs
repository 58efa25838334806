pocket::pocket! {
    stage prod { vpc from; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
