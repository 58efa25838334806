pocket::pocket! {
    region: "Tokyo";

    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
