pocket::pocket! {
    stage dev { env WORKERS: 4; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
