pocket::pocket! {
    stage dev { secret TOKEN: pasword(50); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
