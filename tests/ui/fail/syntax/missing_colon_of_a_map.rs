pocket::pocket! {
    stage dev { settings { CACHES: { "default" "x" }; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
