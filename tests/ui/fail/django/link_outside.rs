pocket::pocket! {
    django: "../../projects/link_outside";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
