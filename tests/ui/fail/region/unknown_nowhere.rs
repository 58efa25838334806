pocket::pocket! {
    region: "nowhere";

    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
