pocket::pocket! {
    region: "AP-NORTHEAST-1";

    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
