pocket::pocket! {
    region: "cn-north-1";

    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
