pocket::pocket! {
    stage dev { neon; }
    /// More to come.
}

fn main() -> std::process::ExitCode {
    app().run()
}
