pocket::pocket! {
    project the-journal-of-the-long-distance-walkers;
    stage development { s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
