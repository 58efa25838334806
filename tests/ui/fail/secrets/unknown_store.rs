pocket::pocket! {
    stage dev { secrets: vault; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
