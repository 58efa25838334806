pocket::pocket! {
    stage dev { vpc main { nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
