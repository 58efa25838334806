pocket::pocket! {
    stgae dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
