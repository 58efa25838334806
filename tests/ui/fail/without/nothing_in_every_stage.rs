pocket::pocket! {
    every stage { without s3; }
    stage dev { s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
