pocket::pocket! {
    stage dev { vpc { nat; } lambda { reaches: ["internet", "sqss"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
