pocket::pocket! {
    project shop;

    stage dev { lambda "web-web" { handler: "app.jobs.run"; } }
    stage dev-web;
}

fn main() -> std::process::ExitCode {
    app().run()
}
