pocket::pocket! {
    every stage { s3; }
    every stage { neon; }
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
