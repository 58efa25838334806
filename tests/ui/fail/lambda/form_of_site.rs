pocket::pocket! {
    stage dev { lambda worker { handler: "app.jobs.run"; package: image; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
