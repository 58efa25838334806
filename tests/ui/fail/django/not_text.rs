pocket::pocket! {
    django: "../../projects/not_text";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
