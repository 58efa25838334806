pocket::pocket! {
    region = "ap-northeast-1";
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
