pocket::pocket! {
    stage dev { lambda { memory: "512 MB"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
