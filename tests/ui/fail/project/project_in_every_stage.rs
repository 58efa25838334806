pocket::pocket! {
    every stage { project shop; }
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
