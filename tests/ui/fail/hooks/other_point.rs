pocket::pocket! {
    django: "../../../skeleton";
    stage dev { hooks { after_deploy: seed; } }
}
async fn seed(_: pocket::BeforeDeploy<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
