pocket::pocket! {
    stage dev { neon { branch: b"dev"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
