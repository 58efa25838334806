pocket::pocket! {
    stage dev { schedule digest { cron: "0 0 31 FEB ? *"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
