pocket::pocket! {
    stage dev { neon { postgres: 17.2; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
