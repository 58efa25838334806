pocket::pocket! {
    stage dev;
    stage prod { django from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
