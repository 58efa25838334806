pocket::pocket! {
    stage dev { lambda worker { handler: "application.application.application.application.application.application.application.application.application.application.application.run"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
