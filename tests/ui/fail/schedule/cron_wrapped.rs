pocket::pocket! {
    stage dev { schedule digest { cron: "cron(0 18 * * ? *)"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
