pocket::pocket! {
    stage dev { efs_cache { throughput: provisioned; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
