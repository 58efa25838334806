pocket::pocket! {
    stage dev { lambda { memory: 512s; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
