pocket::pocket! {
    stage dev { neon(branch: "dev"); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
