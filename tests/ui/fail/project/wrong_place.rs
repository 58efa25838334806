pocket::pocket! {
    neon;
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
