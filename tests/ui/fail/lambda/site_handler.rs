pocket::pocket! {
    stage dev { lambda { handler: "app.jobs.run"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
