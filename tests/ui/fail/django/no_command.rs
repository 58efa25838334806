pocket::pocket! {
    django { path: "../../projects/good"; build: ["bundle --fast"]; }
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
