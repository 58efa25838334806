pocket::pocket! {
    stage dev { secret TOKEN from prod; }
    stage prod { secret TOKEN from dev; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
