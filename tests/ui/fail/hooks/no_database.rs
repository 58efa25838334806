pocket::pocket! {
    django: "../../../skeleton";
    stage dev { s3; hooks { after_deploy: seed; } }
}
async fn seed(cx: pocket::AfterDeploy<'_, stages::Dev>) -> pocket::Result {
    cx.status(cx.outputs().database());
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
