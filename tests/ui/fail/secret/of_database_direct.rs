pocket::pocket! {
    stage dev { neon; secret DATABASE_URL_DIRECT; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
