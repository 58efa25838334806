pocket::pocket! {
    django: "../../projects/good/sit";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
