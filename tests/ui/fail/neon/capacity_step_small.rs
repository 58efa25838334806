pocket::pocket! {
    stage dev { neon { min_cu: 0.3; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
