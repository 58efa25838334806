pocket::pocket! {
    stage dev { lambda { dockerfile: "Dockerfile"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
