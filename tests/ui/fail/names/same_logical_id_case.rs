pocket::pocket! {
    stage dev {
        lambda a { handler: "app.jobs.run"; }
        lambda A { handler: "app.jobs.other"; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
