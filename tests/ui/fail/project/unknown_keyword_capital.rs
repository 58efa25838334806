pocket::pocket! {
    stage dev { Neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
