pocket::pocket! {
    django: "../../projects/stale_lock";
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
