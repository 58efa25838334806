pocket::pocket! {
    stage dev { lambda { memory: "512"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
