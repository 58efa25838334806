pocket::pocket! {
    project shop;
}

fn main() -> std::process::ExitCode {
    app().run()
}
