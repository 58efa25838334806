pocket::pocket! {
    stage dev { schedule digest { rate: 1h; retries: 186; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
