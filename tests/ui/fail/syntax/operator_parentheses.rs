pocket::pocket! {
    stage dev { lambda { memory: (1gb); } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
