pocket::pocket! {
    stage dev { cloud: embedded; secret API_KEY; }
    stage prod { secret API_KEY from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
