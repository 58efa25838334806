pocket::pocket! {
    region: "ap-northeast-1a";

    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
