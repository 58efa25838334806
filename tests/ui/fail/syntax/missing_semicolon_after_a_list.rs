pocket::pocket! {
    stage dev { vpc { nat; zones: ["a", "c"] } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
