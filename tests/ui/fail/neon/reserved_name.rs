pocket::pocket! {
    stage dev { neon { database: "template1"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
