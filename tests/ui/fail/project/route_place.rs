pocket::pocket! {
    stage dev { s3; route "/static/*" => s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
