pocket::pocket! {
    stage dev {
        lambda worker { handler: "app.jobs.run"; }
        schedule digest { rate: 1h; function: wroker; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
