pocket::pocket! {
    stage dev;
    stage prod { lambda worker from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
