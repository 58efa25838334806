pocket::pocket! {
    stage dev { hooks { after_deploy: "seed"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
