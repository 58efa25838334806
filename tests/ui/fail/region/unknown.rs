pocket::pocket! {
    region: "ap-northeast-l";
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
