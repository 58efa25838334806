pocket::pocket! {
    project awsome-shop;

    stage dev {
        schedule digest { cron: "30 9 * * 1-5"; timezone: "JST"; manage: "python manage.py send_digest"; }
        schedule "월간" { rate: 30s; function: wroker; }
        lambda worker { handler: "app.jobs.run"; reserved_concurrency: 0; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
