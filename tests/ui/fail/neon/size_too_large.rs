pocket::pocket! {
    stage dev { neon { max_cu: 64; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
