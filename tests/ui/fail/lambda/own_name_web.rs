pocket::pocket! {
    stage dev { lambda Web { handler: "app.jobs.run"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
