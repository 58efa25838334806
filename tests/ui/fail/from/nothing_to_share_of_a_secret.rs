pocket::pocket! {
    stage dev;
    stage prod { secret TOKEN from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
