pocket::pocket! {
    stage dev { schedule "every evening" { rate: 1h; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
