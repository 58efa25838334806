pocket::pocket! {
    stage dev { neon { min_cu: 1..; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
