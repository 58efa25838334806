pocket::pocket! {
    stage dev { secret TOKEN: password; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
