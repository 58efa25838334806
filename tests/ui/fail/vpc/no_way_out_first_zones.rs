pocket::pocket! {
    stage dev { vpc; neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
