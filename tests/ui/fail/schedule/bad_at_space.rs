pocket::pocket! {
    stage dev { schedule digest { at: "2027-01-01 09:00"; manage: "send_digest"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
