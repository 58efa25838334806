pocket::pocket! {
    stage dev;
    stage prod { env DEBUG from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
