pocket::pocket! {
    stage dev { lambda { memory: if DEBUG { 1gb } else { 2gb }; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
