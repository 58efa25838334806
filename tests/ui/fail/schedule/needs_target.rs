pocket::pocket! {
    stage dev { schedule digest { rate: 1h; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
