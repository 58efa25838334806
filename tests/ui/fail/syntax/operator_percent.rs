pocket::pocket! {
    stage dev { lambda { memory: 30%; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
