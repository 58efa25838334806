pocket::pocket! {
    stage dev { schedule digest { rate: 1h; window: 90s; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
