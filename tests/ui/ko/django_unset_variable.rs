pocket::pocket! {
    django: "../projects/unset_variable";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
