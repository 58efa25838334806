pocket::pocket! {
    stage dev { secret TOKEN: password(0); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
