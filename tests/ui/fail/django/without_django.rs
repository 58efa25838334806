pocket::pocket! {
    django: "../../projects/without_django";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
