pocket::pocket! {
    stage dev { schedule digest { cron: "0 0 29 2 ? 2027"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
