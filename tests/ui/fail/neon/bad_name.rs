pocket::pocket! {
    stage dev { neon { database: "My-Shop"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
