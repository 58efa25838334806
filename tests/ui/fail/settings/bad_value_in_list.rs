pocket::pocket! {
    stage dev { settings { INTERNAL_IPS: ["10.0.0.1", localhost]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
