pocket::pocket! {
    stage dev { schedule digest { rate: 1h; manage: "say 'hello"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
