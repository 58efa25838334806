pocket::pocket! {
    stage dev;
    stage prod { region from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
