pocket::pocket! {
    stage dev { commands { deploy: ship; } }
}
async fn ship(_: pocket::Command<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
