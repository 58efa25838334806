pocket::pocket! {
    stage dev { neon { database: "my shop"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
