pocket::pocket! {
    stage dev { neon; s3; efs_cache; }
}

fn main() -> std::process::ExitCode { app().run() }
