pocket::pocket! {
    every stage { secret TOKEN; }
    stage dev { without secret TOKNE; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
