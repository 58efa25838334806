pocket::pocket! {
    stage dev { efs_cache { archive_after: 36h; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
