pocket::pocket! {
    stage dev;
    stage prod { lambda from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
