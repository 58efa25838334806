pocket::pocket! {
    stage dev { lambda { package: image; } lambda worker { handler: "app.jobs.run"; dockerfile: "Dockerfile"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
