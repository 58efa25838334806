pocket::pocket! {
    django: "../../projects/no_included_file";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
