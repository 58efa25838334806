pocket::pocket! {
    every stage { neon; s3; neon; }
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
