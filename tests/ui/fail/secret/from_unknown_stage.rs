pocket::pocket! {
    stage dev { secret TOKEN from prod; }
    stage production { secret TOKEN; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
