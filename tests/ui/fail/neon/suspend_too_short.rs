pocket::pocket! {
    stage dev { neon { suspend: 10s; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
