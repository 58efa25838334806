pocket::pocket! {
    project sthree-shop;

    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
