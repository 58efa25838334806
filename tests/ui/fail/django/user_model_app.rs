pocket::pocket! {
    django: "../../projects/user_model_app";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
