pocket::pocket! {
    stage dev { s3; }
    stage prod;
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
