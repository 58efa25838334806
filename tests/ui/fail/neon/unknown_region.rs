pocket::pocket! {
    stage dev { neon { region: "eu-central-1"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
