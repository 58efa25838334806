pocket::pocket! {
    django: "../../projects/no_runtime_for_requires_python";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
