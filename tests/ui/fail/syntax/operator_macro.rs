pocket::pocket! {
    stage dev { neon { branch: concat!("a", "b"); } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
