pocket::pocket! {
    stage dev { efs_cache { archive_after: 30; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
