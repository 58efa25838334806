pocket::pocket! {
    stage 2nd { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
