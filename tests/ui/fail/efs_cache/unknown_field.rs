pocket::pocket! {
    stage dev { efs_cache { troughput: elastic; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
