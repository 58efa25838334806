pocket::pocket! {
    stage dev {
        s3 {
            versioning;
            neon;
        }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
