pocket::pocket! {
    every stage { s3; efs_cache; }
    stage dev { without efs_cahce; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
