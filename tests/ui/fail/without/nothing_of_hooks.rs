pocket::pocket! {
    every stage { hooks { after_deploy: seed; } }
    stage dev { without hooks; }
}

async fn seed(_: pocket::AfterDeploy<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
