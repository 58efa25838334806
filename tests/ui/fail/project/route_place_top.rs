pocket::pocket! {
    route "/static/*" => s3;
    stage dev { s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
