pocket::pocket! {
    stage dev { schedule digest { at: "2027-01-01T09:00+09:00"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
