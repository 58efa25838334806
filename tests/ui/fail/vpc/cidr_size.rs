pocket::pocket! {
    stage dev { vpc { cidr: "10.0.0.0/28"; nat; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
