pocket::pocket! {
    stage dev { schedule digest { cron: "0 18 1 1 ? 2200"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
