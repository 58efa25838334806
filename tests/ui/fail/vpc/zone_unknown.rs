pocket::pocket! {
    region: "eu-west-1";
    stage dev { vpc { zones: ["a", "d"]; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
