pocket::pocket! {
    stage dev { schedule digest { rate: 30s; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
