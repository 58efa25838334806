pocket::pocket! {
    project: shop;
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
