pocket::pocket! {
    stage dev { schedule digest { cron: "0 22-2 * * ? *"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
