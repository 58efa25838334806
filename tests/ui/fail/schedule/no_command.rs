pocket::pocket! {
    stage dev { schedule digest { rate: 1h; manage: ""; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
