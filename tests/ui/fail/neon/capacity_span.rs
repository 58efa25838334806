pocket::pocket! {
    stage dev { neon { max_cu: 16; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
