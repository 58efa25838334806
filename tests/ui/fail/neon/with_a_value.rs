pocket::pocket! {
    stage dev { neon: "shop"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
