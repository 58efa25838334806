pocket::pocket! {
    stage dev { neon { region: "aws-us-est-1"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
