pocket::pocket! {
    stage dev { schedule digest { manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
