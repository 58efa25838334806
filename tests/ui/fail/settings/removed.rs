pocket::pocket! {
    stage dev { settings { DEFAULT_FILE_STORAGE: "storages.backends.s3.S3Storage"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
