pocket::pocket! {
    django { path: "../../projects/good"; build: ["runserver 8000"]; }
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
