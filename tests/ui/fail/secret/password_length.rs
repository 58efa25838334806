pocket::pocket! {
    stage dev { secret TOKEN: password(4); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
