pocket::pocket! {
    stage 開発;
}

fn main() -> std::process::ExitCode {
    app().run()
}
