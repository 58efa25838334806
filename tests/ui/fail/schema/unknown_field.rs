pocket::pocket! {
    stage dev { lambda { memroy: 512mb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
