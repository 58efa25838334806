pocket::pocket! {
    stage dev { region { name: "eu-west-1"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
