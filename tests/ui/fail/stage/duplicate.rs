pocket::pocket! {
    stage my_site { s3; }
    stage my-site { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
