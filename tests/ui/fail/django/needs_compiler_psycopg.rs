pocket::pocket! {
    django: "../../projects/needs_compiler_psycopg";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
