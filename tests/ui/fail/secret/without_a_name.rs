pocket::pocket! {
    stage dev { secret; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
