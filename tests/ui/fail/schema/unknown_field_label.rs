pocket::pocket! {
    stage dev { lambda { worker; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
