pocket::pocket! {
    stage dev { neon { min_cu: 0.1; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
