pocket::pocket! {
    stage dev { lambda worker { handler: "app.jobs.run"; python: "3.13"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
