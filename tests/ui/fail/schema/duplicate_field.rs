pocket::pocket! {
    stage dev { lambda { memory: 512mb; memory: 1gb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
