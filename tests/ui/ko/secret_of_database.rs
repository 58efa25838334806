pocket::pocket! {
    stage dev { neon; secret DATABASE_URL; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
