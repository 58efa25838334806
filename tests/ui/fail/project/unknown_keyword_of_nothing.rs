pocket::pocket! {
    stage dev { queue; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
