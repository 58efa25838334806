pocket::pocket! {
    stage dev { neon { postgres: 13; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
