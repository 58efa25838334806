pocket::pocket! {
    stage dev {
        lambda worker { handler: "app.jobs.run"; }
        schedule digest { rate: 1h; manage: "send_digest"; function: worker; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
