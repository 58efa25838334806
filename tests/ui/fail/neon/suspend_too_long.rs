pocket::pocket! {
    stage dev { neon { suspend: 8d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
