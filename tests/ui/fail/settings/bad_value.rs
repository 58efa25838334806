pocket::pocket! {
    stage dev { settings { LANGUAGE_CODE: ja; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
