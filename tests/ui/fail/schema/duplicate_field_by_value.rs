pocket::pocket! {
    stage dev { django: "site" { path: "shop"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
