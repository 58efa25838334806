pocket::pocket! {
    stage dev { neon reports; secret REPORTS_DATABASE_URL: env("URL"); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
