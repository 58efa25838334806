pocket::pocket! {
    stage dev { pocket::neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
