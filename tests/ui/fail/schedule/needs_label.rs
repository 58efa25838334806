pocket::pocket! {
    stage dev { schedule { rate: 1h; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
