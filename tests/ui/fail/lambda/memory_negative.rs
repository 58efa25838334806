pocket::pocket! {
    stage dev { lambda { memory: -512mb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
