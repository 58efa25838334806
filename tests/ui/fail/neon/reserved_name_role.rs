pocket::pocket! {
    stage dev { neon { role: "neon_superuser"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
