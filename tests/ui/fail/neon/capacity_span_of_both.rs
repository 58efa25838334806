pocket::pocket! {
    stage dev { neon { min_cu: 2; max_cu: 12; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
