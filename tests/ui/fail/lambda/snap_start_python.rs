pocket::pocket! {
    stage dev { lambda { snap_start; python: "3.11"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
