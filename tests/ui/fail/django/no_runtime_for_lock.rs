pocket::pocket! {
    django: "../../projects/no_runtime_for_lock";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
