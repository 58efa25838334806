pocket::pocket! {
    stage dev { vpc { cidr: "fd00::/48"; nat; } neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
