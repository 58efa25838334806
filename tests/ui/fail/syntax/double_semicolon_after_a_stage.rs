pocket::pocket! {
    stage dev { neon; };
    stage prod;;
}

fn main() -> std::process::ExitCode {
    app().run()
}
