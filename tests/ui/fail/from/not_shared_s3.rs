pocket::pocket! {
    stage dev;
    stage prod { s3 from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
