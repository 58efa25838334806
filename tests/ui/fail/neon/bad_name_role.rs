pocket::pocket! {
    stage dev { neon { role: "Shop-Owner"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
