pocket::pocket! {
    stage dev;
    stage prod { protected from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
