pocket::pocket! {
    django: "../../../skeleton";
    stage dev { hooks { after_deploy: seed; } }
}
fn seed(_: pocket::AfterDeploy<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
