pocket::pocket! {
    stage dev { settings { language_code: "ja"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
