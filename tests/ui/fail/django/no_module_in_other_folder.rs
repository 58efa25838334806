pocket::pocket! {
    django: "../../projects/no_module_in_other_folder";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
