pocket::pocket! {
    stage dev { neon { branch: "dev"s; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
