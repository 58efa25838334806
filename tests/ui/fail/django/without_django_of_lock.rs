pocket::pocket! {
    django: "../../projects/without_django_of_lock";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
