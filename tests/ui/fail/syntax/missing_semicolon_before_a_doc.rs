pocket::pocket! {
    stage dev {
        neon
        /// Uploads.
        s3;
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
