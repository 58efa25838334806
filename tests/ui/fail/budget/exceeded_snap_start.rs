pocket::pocket! {
    stage dev { budget: 5usd; lambda { snap_start; memory: 2gb; python: "3.13"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
