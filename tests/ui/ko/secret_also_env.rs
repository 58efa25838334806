pocket::pocket! {
    stage dev { env TOKEN: "x"; secret TOKEN; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
