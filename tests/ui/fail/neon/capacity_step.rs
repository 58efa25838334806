pocket::pocket! {
    stage dev { neon { max_cu: 1.5; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
