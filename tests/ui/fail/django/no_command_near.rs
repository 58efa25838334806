pocket::pocket! {
    django { path: "../../projects/no_command_near"; build: ["bundel"]; }
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
