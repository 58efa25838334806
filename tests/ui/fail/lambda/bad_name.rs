pocket::pocket! {
    stage dev { lambda "my worker!" { handler: "app.jobs.run"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
