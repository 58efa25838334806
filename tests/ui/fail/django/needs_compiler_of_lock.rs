pocket::pocket! {
    django: "../../projects/needs_compiler_of_lock";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
