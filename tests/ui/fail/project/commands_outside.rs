pocket::pocket! {
    commands { seed: seed; }
    stage dev;
}

async fn seed(_: pocket::Command<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
