pocket::pocket! {
    region: "us-west-1";
    stage dev { vpc { zones: ["a", "b", "c"]; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
