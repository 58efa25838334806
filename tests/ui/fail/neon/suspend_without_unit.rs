pocket::pocket! {
    stage dev { neon { suspend: 300; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
