pocket::pocket! {
    stage dev { schedule digest { cron: "@daily"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
