pocket::pocket! {
    stage dev { neon { database: "2024_shop"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
