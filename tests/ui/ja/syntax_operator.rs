pocket::pocket! {
    stage dev { lambda { memory: 2gb / 2; timeout: limits::timeout(3); } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
