pocket::pocket! {
    every stage {
        lambda worker { handler: "app.jobs.run"; }
        schedule digest { rate: 1h; function: worker; }
    }

    stage dev { without lambda worker; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
