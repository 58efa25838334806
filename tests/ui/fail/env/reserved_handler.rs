pocket::pocket! {
    stage dev { env AWS_SECRET_ACCESS_KEY: "x"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
