pocket::pocket! {
    stage dev { hooks { after_deploy seed; } }
}

async fn seed(_: pocket::AfterDeploy<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
