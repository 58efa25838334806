pocket::pocket! {
    stage dev { neon; env DATABASE_URL: "postgres://me@localhost/shop"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
