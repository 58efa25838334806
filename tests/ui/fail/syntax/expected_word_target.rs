pocket::pocket! {
    stage dev { s3 { route "/a" => ; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
