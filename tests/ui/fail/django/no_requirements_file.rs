pocket::pocket! {
    django { path: "../../projects/good"; requirements: "requirement.txt"; }
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
