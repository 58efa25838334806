pocket::pocket! {
    stage dev { neon; }
    stage prod { neon from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
