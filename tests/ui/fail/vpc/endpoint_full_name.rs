pocket::pocket! {
    stage dev { vpc { endpoints: ["com.amazonaws.ap-northeast-1.ssm"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
