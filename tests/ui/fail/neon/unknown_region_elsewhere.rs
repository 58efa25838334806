pocket::pocket! {
    stage dev { neon { region: "azure-japaneast"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
