pocket::pocket! {
    django: "../../projects/settings_missing";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
