pocket::pocket! {
    stage dev { noen; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
