pocket::pocket! {
    stage dev { lambda manage { handler: "app.jobs.run"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
