pocket::pocket! {
    django: "../../projects/no_requirements";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
