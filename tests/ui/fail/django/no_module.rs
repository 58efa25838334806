pocket::pocket! {
    django: "../../projects/no_module";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
