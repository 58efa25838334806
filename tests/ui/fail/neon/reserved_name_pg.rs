pocket::pocket! {
    stage dev { neon { role: "pg_shop"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
