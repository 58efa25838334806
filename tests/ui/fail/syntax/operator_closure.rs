pocket::pocket! {
    stage dev { hooks { after_deploy: |cx| cx; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
