pocket::pocket! {
    stage dev { env DEBUG { value: "0"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
