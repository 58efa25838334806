pocket::pocket! {
    stage dev { env A: "1"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
