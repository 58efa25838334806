pocket::pocket! {
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
