pocket::pocket! {
    stage dev { efs_cache; lambda { snap_start; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
