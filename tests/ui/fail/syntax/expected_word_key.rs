pocket::pocket! {
    stage dev { settings { CACHES: { 1: "a" }; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
