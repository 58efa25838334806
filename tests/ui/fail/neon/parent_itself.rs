pocket::pocket! {
    stage dev { neon { branch: "main"; parent: "main"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
