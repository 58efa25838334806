pocket::pocket! {
    stage dev { secrets: secrets_manager; secret API_KEY; }
    stage prod { secret API_KEY from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
