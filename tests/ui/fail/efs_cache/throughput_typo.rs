pocket::pocket! {
    stage dev { efs_cache { throughput: elastc; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
