pocket::pocket! {
    budget: -5usd;

    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
