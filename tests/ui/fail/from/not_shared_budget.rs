pocket::pocket! {
    stage dev;
    stage prod { budget from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
