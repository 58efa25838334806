pocket::pocket! {
    stage dev { neon { min_cu: 1...2; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
