pocket::pocket! {
    stage dev { secret TOKEN from prod; }
    stage prod { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
