pocket::pocket! {
    stage dev { efs_cache { archive_after: 20d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
