pocket::pocket! {
    stage dev { lambda { memory: 512 mb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
