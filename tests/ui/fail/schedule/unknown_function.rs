pocket::pocket! {
    stage dev { schedule digest { rate: 1h; function: worker; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
