pocket::pocket! {
    stage dev { schedule digest { rate: 1h; function: web; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
