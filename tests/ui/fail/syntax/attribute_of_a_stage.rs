pocket::pocket! {
    #[derive(Debug)]
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
