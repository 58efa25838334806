pocket::pocket! {
    every stage { secret TOKEN; }
    stage dev { without secret; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
