pocket::pocket! {
    every stage { neon; }
    stage dev { s3 { versioning; } neon; without s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
