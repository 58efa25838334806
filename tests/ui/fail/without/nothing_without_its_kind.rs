pocket::pocket! {
    every stage { lambda worker { handler: "app.jobs.run"; } }
    stage dev { without worker; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
