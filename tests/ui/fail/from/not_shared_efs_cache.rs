pocket::pocket! {
    stage dev;
    stage prod { efs_cache from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
