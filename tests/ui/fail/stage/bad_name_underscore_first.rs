pocket::pocket! {
    stage _dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
