pocket::pocket! {
    stage dev { neon { pooled: "yes"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
