pocket::pocket! {
    stage dev { lambda worker { handler: "app/jobs.py"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
