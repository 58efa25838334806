pocket::pocket! {
    django: "../../projects/no_module_of_urls";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
