pocket::pocket! {
    stage dev { efs_cache pages; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
