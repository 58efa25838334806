pocket::pocket! {
    stage dev { neon { branch: "main"; } }
    stage prod { neon { branch: "main"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
