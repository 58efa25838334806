pocket::pocket! {
    lambda worker { handler: "app.jobs.run"; }
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
