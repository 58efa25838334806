pocket::pocket! {
    django: "../../projects/needs_compiler_uwsgi";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
