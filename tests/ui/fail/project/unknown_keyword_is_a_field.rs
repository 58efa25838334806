pocket::pocket! {
    stage dev { memory: 512mb; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
