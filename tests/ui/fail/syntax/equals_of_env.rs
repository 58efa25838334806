pocket::pocket! {
    stage dev { env DEBUG = "0"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
