pocket::pocket! {
    stage dev { lambda { without memory; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
