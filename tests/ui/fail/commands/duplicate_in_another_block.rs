pocket::pocket! {
    stage dev {
        commands { seed: seed; }
        commands { seed: seed; }
    }
}

async fn seed(_: pocket::Command<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
