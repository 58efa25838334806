pocket::pocket! {
    stage dev { settings { STORAGES: "s3"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
