pocket::pocket! {
    stage dev { neon { database: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
