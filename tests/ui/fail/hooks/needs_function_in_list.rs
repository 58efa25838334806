pocket::pocket! {
    stage dev { hooks { after_deploy: []; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
