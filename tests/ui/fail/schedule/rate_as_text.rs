pocket::pocket! {
    stage dev { schedule digest { rate: "5 minutes"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
