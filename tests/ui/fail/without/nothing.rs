pocket::pocket! {
    every stage { s3; }
    stage dev { without neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
