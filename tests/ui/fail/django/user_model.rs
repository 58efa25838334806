pocket::pocket! {
    django: "../../projects/user_model";
    stage dev { neon; settings { AUTH_USER_MODEL: "auth.User"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
