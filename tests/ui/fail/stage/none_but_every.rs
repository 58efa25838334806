pocket::pocket! {
    every stage { neon; s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
