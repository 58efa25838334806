pocket::pocket! {
    stage dev
    stage prod;
}

fn main() -> std::process::ExitCode {
    app().run()
}
