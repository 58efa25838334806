pocket::pocket! {
    project shop: "store";
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
