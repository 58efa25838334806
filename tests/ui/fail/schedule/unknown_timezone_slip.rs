pocket::pocket! {
    stage dev { schedule digest { cron: "0 9 * * ? *"; timezone: "Asia/Tokio"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
