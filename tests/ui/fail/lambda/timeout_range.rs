pocket::pocket! {
    stage dev { lambda worker { handler: "app.jobs.run"; timeout: 5000s; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
