pocket::pocket! {
    project Shop;
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
