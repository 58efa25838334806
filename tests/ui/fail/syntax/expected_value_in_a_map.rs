pocket::pocket! {
    stage dev { settings { CACHES: { "default": }; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
