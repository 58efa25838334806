pocket::pocket! {
    lambda { memory: 512mb; }
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
