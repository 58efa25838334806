pocket::pocket! {
    stage { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
