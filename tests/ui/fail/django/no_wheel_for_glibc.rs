pocket::pocket! {
    django: "../../projects/no_wheel_for_glibc";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
