pocket::pocket! {
    stage dev { neon { max: 2; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
