pocket::pocket! {
    stage dev { lambda { memory: } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
