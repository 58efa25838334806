pocket::pocket! {
    stage dev { protected { on: true; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
