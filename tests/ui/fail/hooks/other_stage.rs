pocket::pocket! {
    django: "../../../skeleton";
    stage dev { neon; hooks { after_deploy: seed; } }
    stage prod { neon; }
}
async fn seed(_: pocket::AfterDeploy<'_, stages::Prod>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
