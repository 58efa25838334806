pocket::pocket! {
    stage dev { lambda { python: "3.9"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
