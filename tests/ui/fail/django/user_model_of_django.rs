pocket::pocket! {
    django: "../../projects/good";
    stage dev { neon; settings { AUTH_USER_MODEL: "shop.Customer"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
