pocket::pocket! {
    stage dev { lambda worker { handler: "app.jobs.run"; arch: arm64; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
