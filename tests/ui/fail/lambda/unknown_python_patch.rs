pocket::pocket! {
    stage dev { lambda { python: "3.13.2"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
