pocket::pocket! {
    stage dev { cloud: azure; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
