pocket::pocket! {
    django: "../../projects/unset_variable_of_database";
    stage dev { s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
