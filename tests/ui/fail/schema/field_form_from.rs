pocket::pocket! {
    stage dev { lambda { memory: 1gb; } }
    stage prod { lambda { memory from dev; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
