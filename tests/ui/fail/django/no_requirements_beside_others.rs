pocket::pocket! {
    django: "../../projects/no_requirements_beside_others";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
