pocket::pocket! {
    stage dev { efs_cache { archive_after: 400d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
