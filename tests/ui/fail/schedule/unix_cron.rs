pocket::pocket! {
    stage dev { schedule digest { cron: "30 9 * * 1-5"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
