pocket::pocket! {
    project Shop;
    neon;
    every stage { s3 shared; hooks; }
    stage dev { vpc from prdo; without efs_cache; }
    stage prod { env: "x"; commands { plan: seed; } secret TOKEN from prod; }
}

async fn seed(_: pocket::Command<'_>) -> pocket::Result {
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
