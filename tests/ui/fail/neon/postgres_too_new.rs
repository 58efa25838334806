pocket::pocket! {
    stage dev { neon { postgres: 19; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
