pocket::pocket! {
    django: "../../projects/no_name";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
