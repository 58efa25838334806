pocket::pocket! {
    stage qa { lambda "two-mail" { handler: "app.jobs.run"; } }
    stage qa-two { lambda mail { handler: "app.jobs.run"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
