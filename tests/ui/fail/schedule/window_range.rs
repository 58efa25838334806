pocket::pocket! {
    stage dev { schedule digest { rate: 2d; window: 25h; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
