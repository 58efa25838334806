pocket::pocket! {
    stage dev { secret TOKEN; secret TOKEN: password(50); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
