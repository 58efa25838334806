pocket::pocket! {
    django: "../../projects/unreadable";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
