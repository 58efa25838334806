pocket::pocket! {
    stage dev { secret TOKEN { value: password(50); } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
