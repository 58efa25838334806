pocket::pocket! {
    stage dev {
        lambda "send-mail" { handler: "app.jobs.run"; }
        lambda send_mail { handler: "app.jobs.run"; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
