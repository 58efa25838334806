pocket::pocket! {
    stage dev { settings { X: { "a": 1 "b": 2 }; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
