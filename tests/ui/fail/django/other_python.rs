pocket::pocket! {
    django: "../../projects/other_python";
    stage dev { neon; lambda { python: "3.12"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
