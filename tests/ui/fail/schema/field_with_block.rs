pocket::pocket! {
    stage dev { lambda { memory { size: 512mb; } } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
