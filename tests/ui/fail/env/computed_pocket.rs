pocket::pocket! {
    stage dev { env POCKET_BUILD: "1"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
