pocket::pocket! {
    stage dev { cloud: embeded; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
