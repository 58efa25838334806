pocket::pocket! {
    stage dev { settings { CACHES: { "default": "locmem" }; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
