pocket::pocket! {
    stage dev { env: "INFO"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
