pocket::pocket! {
    project awsome-shop;

    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
