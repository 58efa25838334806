pocket::pocket! {
    django: "../projects/no_wheel";
    stage dev { neon; lambda { arch: arm64; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
