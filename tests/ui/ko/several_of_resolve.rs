pocket::pocket! {
    project Shop;
    neon;
    every stage { s3 shared; hooks; secret TOKEN; }
    stage dev { vpc from prdo; without efs_cache; without secret TOKNE; }
    stage prod { env: "x"; commands { plan: seed; } secret KEY from prod; project shop; }
}

async fn seed(_: pocket::Command<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
