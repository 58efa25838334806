pocket::pocket! {
    stage dev { neon { branch: "a".into(); } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
