pocket::pocket! {
    stage dev { neon { branch: &BRANCH; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
