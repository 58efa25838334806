pocket::pocket! {
    region: "me-central-1";

    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
