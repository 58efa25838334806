pocket::pocket! {
    stage dev { secret AWS_SECRET_ACCESS_KEY; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
