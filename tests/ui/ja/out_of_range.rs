pocket::pocket! {
    stage dev { lambda { memory: 64mb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
