pocket::pocket! {
    stage dev { s3 { link_lifetime: 8d; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
