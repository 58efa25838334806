pocket::pocket! {
    stage dev { schedule digest { cron: "banana"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
