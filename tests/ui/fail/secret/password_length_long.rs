pocket::pocket! {
    stage dev { secret TOKEN: password(129); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
