pocket::pocket! {
    django { path: "../../projects/good"; build: ["compress"]; }
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
