pocket::pocket! {
    stage dev { lambda { memory: 512q; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
