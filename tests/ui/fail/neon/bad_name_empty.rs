pocket::pocket! {
    stage dev { neon { role: ""; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
