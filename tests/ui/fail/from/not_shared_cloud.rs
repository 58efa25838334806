pocket::pocket! {
    stage dev;
    stage prod { cloud from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
