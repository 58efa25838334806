pocket::pocket! {
    django: "../../projects/settings_missing_of_package";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
