pocket::pocket! {
    django { path: "../../projects/good"; settings: "config.prod"; }
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
