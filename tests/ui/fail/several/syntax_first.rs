pocket::pocket! {
    stage dev { noen; s3 }
}

fn main() -> std::process::ExitCode {
    app().run()
}
