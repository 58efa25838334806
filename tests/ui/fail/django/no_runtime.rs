pocket::pocket! {
    django: "../../projects/no_runtime";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
