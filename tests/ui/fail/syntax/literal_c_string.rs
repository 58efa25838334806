pocket::pocket! {
    stage dev { neon { branch: c"dev"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
