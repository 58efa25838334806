pocket::pocket! {
    django: "../../projects/needs_compiler";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
