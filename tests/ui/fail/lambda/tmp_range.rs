pocket::pocket! {
    stage dev { lambda { tmp: 11gb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
