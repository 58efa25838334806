pocket::pocket! {
    stage dev { neon { branch: "a" + "b"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
