pocket::pocket! {
    django: "../../projects/unset_variable_of_environ";
    stage dev { neon; secret SENTRY_DSN; }
    stage test { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
