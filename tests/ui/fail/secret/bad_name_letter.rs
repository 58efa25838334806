pocket::pocket! {
    stage dev { secret K; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
