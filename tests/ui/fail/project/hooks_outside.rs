pocket::pocket! {
    hooks { after_deploy: seed; }
    stage dev;
}
async fn seed(_: pocket::AfterDeploy<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
