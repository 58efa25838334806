pocket::pocket! {
    stage dev { neon { min_cu: 16; max_cu: 24; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
