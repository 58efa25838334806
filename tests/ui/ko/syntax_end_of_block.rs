pocket::pocket! {
    stage dev { settings { CACHES: { "default" }; } vpc from }
}

fn main() -> std::process::ExitCode {
    app().run()
}
