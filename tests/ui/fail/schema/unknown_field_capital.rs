pocket::pocket! {
    stage dev { lambda { Memory: 512mb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
