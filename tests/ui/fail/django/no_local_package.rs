pocket::pocket! {
    django: "../../projects/no_local_package";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
