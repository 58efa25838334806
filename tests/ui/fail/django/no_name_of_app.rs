pocket::pocket! {
    django: "../../projects/no_name_of_app";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
