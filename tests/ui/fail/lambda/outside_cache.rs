pocket::pocket! {
    stage dev { efs_cache; lambda { outside_vpc; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
