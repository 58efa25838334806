pocket::pocket! {
    django: "../../projects/no_module_through_star_import";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
