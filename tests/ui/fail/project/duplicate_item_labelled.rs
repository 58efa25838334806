pocket::pocket! {
    stage dev {
        lambda worker { handler: "app.jobs.run"; }
        lambda worker { handler: "app.jobs.run"; memory: 1gb; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
